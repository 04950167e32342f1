import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { type SandboxServer, serveSandbox } from '../../src/sandbox/serve.ts';
import { bodyOf, ManualClock, SHOP, until } from './shop.ts';

const headers = { authorization: `Bearer ${SHOP.apiKey}` };

describe('over a real socket', () => {
  let server: SandboxServer;
  before(async () => {
    server = await serveSandbox(SHOP);
  });
  after(() => server.close());

  const post = () =>
    fetch(`${server.url}/api/v2/payments`, { method: 'POST', headers, body: JSON.stringify(bodyOf()) });

  test('a payment is created and paid', async () => {
    const { paymentUrl, id } = (await (await post()).json()) as { paymentUrl: string; id: number };
    assert.ok(paymentUrl.startsWith(`${server.url}/pay/`));
    const paid = await fetch(paymentUrl, {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'pay' }),
      redirect: 'manual',
    });
    assert.equal(paid.status, 303);
    const answer = await fetch(`${server.url}/api/v2/payments/${id}`, { headers });
    assert.equal(((await answer.json()) as { payment: { status: number } }).payment.status, 3);
  });

  test('a lost answer breaks the connection, and the server still answers', async () => {
    const before = server.sandbox.payments().length;
    server.sandbox.scenario = 'lost-answer';
    await assert.rejects(post(), (error: Error) => {
      assert.ok(error instanceof TypeError);
      assert.match(String((error.cause as { code?: string }).code), /UND_ERR_SOCKET|ECONNRESET/);
      return true;
    });
    assert.equal((await post()).status, 201);
    assert.equal(server.sandbox.payments().length, before + 2);
    server.sandbox.scenario = 'paid';
  });

  test('`reset` breaks the connection inside the body, `truncated` ends it normally', async () => {
    server.sandbox.scenario = { list: ['reset', 'truncated'] };
    const get = () => fetch(`${server.url}/api/v2/payments`, { headers });
    const broken = await get();
    assert.equal(broken.status, 200);
    await assert.rejects(broken.text(), TypeError);
    const truncated = await (await get()).text();
    assert.equal(truncated.slice(0, 8), '{"items"');
    assert.throws(() => JSON.parse(truncated), SyntaxError);
    assert.equal((await get()).status, 200);
    server.sandbox.scenario = 'paid';
  });
});

test('an aborted call does not stop the server', async () => {
  // The answer never comes: this clock stands still.
  const server = await serveSandbox({ ...SHOP, clock: new ManualClock(), scenario: { create: { slow: 1 } } });
  const hangUp = new AbortController();
  const request = { method: 'POST', headers, body: JSON.stringify(bodyOf()), signal: hangUp.signal };
  const call = fetch(`${server.url}/api/v2/payments`, request);
  await until(() => server.sandbox.payments().length > 0);
  hangUp.abort();
  await assert.rejects(call, { name: 'AbortError' });
  assert.equal((await fetch(`${server.url}/api/v2/payments`, { headers })).status, 200);
  await server.close();
});

test('a taken port rejects with EADDRINUSE', async () => {
  const server = await serveSandbox(SHOP);
  await assert.rejects(serveSandbox({ ...SHOP, port: server.port }), { code: 'EADDRINUSE' });
  await server.close();
});

test('pending timers keep no process alive', async () => {
  const script = `
    import { createSandbox } from ${JSON.stringify(new URL('../../src/sandbox/index.ts', import.meta.url).href)};
    import { bodyOf, create, press, SHOP } from ${JSON.stringify(new URL('./shop.ts', import.meta.url).href)};
    const sandbox = createSandbox({ ...SHOP, callbackUrl: 'http://127.0.0.1:9/' });
    const { page } = await create(sandbox, { holdTime: 3_000_000 });
    await press(sandbox, page, 'pay');
    console.log('done');`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = await once(child, 'close');
  assert.deepEqual([code, output], [0, 'done\n']);
});
