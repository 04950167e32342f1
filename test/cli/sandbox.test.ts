import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sandboxCommand } from '../../src/cli/sandbox/sandbox-command.ts';
import {
  FAULT_SCENARIOS,
  FAULT_STATUSES,
  MAGIC_AMOUNTS,
  OPERATIONS,
  SCENARIOS,
} from '../../src/sandbox/index.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { SHOP } from '../sandbox/shop.ts';

async function run(
  argv: readonly string[],
  whileRunning: (printed: string) => Promise<void> = async () => {},
) {
  let printed = '';
  let complained = '';
  const world = {
    environment: {},
    write: (text: string) => void (printed += text),
    complain: (text: string) => void (complained += text),
    stopped: () => whileRunning(printed),
  };
  return { code: await sandboxCommand(argv, world), printed, complained };
}

test('a bad option prints one sentence and exits with 2', async () => {
  const wrong: readonly (readonly [argv: readonly string[], sentence: RegExp])[] = [
    [['--nope'], /--nope/],
    [['stray'], /stray/],
    [['--port', 'http'], /--port/],
    [['--port', '65536'], /--port/],
    [['--shop-id', '0'], /^--shop-id must be/],
    [['--shop-id', '1e3'], /--shop-id/],
    [['--scenario', 'magic'], /--scenario must be one of: paid, /],
    [['--scenario', 'paid', '--script', '{}'], /--scenario and --script/],
    [['--script', 'create'], /--script must be JSON/],
    [['--script', '[]'], /^--script must be a JSON object/],
    [['--script', '{"create":418}'], /create of a script cannot be 418/],
    [['--balance', 'lots'], /^--balance must be/],
    [['--payout-delay', '-1'], /--payout-delay/],
    [['--receipt-delay', 'soon'], /--receipt-delay/],
    [['--callback-url', 'shop'], /^--callback-url must be/],
    [['--secret'], /--secret/],
    [['--secret', ''], /^--secret must be/],
  ];
  for (const [argv, sentence] of wrong) {
    const { code, printed, complained } = await run(argv);
    assert.equal(code, 2, argv.join(' '));
    assert.equal(printed, '');
    assert.match(complained, sentence);
    assert.match(complained, /^[^\n]+[^.]\.\n$/);
  }
});

test('the greeting shows the address, the keys and the scenarios; a signal stops the server', async () => {
  let url = '';
  const { code, printed } = await run(
    ['--port', '0', '--api-key', 'key', '--scenario', 'held'],
    async (text) => {
      url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
      const response = await fetch(`${url}/api/v2/payments`, { headers: { authorization: 'Bearer key' } });
      assert.deepEqual(await response.json(), { items: [] });
    },
  );
  assert.equal(code, 0);
  assert.match(printed, /test_secret/);
  for (const { name, description } of SCENARIOS)
    assert.ok(printed.includes(name) && printed.includes(description));
  await assert.rejects(fetch(url), TypeError, 'it no longer listens');
});

test('help lists every option, scenario, operation and magic amount', async () => {
  const { code, printed } = await run(['--help']);
  assert.equal(code, 0);
  for (const option of [
    'port',
    'shop-id',
    'secret',
    'api-key',
    'callback-url',
    'scenario',
    'receipt-delay',
    'script',
    'magic',
    'payout-delay',
    'balance',
    'seed',
  ]) {
    assert.ok(printed.includes(`--${option} `), option);
  }
  for (const { name } of [...SCENARIOS, ...FAULT_SCENARIOS]) assert.ok(printed.includes(`  ${name} `), name);
  for (const name of [...OPERATIONS, ...FAULT_STATUSES]) assert.match(printed, new RegExp(`\\b${name}\\b`));
  for (const [ending, name] of Object.entries(MAGIC_AMOUNTS)) {
    assert.ok(printed.includes(`.${ending}  ${name}\n`), ending);
  }
  assert.ok(printed.split('\n').every((line) => line.length <= 110));
});

test('--script, --magic and --balance reach the sandbox', async () => {
  const argv = ['--port', '0', '--script', '{"list":[503]}', '--magic', '--balance', '7.50'];
  const { code } = await run(argv, async (text) => {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
    const headers = { authorization: 'Bearer test_key' };
    const get = (path: string) => fetch(url + path, { headers });
    assert.equal((await get('/api/v2/payments')).status, 503);
    const { magicAmounts } = (await (await get('/_sandbox/scenario')).json()) as { magicAmounts: unknown };
    assert.deepEqual(magicAmounts, MAGIC_AMOUNTS);
    assert.match(await (await get('/api/v2/shops/5/balances')).text(), /"available":7\.5/);
  });
  assert.equal(code, 0);
});

test('a taken port prints one sentence and exits with 1', async () => {
  const server = await serveSandbox(SHOP);
  const { code, complained } = await run(['--port', String(server.port)]);
  await server.close();
  assert.equal(code, 1);
  assert.equal(complained, `Port ${server.port} is taken: choose another with --port.\n`);
});
