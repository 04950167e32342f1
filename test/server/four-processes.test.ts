import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { postgresStore } from '../../src/server/index.ts';
import { serveSandbox, type SandboxServer } from '../../src/sandbox/serve.ts';
import { startPostgres, type Postgres } from '../tools/postgres.ts';
import { ACCOUNT, CLAIM } from './shop.ts';

const PROCESSES = 4;
const ORDERS = 1000;
const CLICKS = 5;
/** How many orders are clicked at the same time. */
const AT_ONCE = 16;

interface Answered {
  readonly status: number;
  readonly id?: unknown;
  readonly paymentUrl?: unknown;
}

let postgres: Postgres;
let gateway: SandboxServer;
const processes: ChildProcess[] = [];
let origins: readonly string[];

async function startSigner(): Promise<string> {
  const script = new URL('four-processes/signer-process.ts', import.meta.url);
  const child = fork(script, [`${gateway.url}/api`, JSON.stringify(postgres.config)]);
  processes.push(child);
  const [port] = (await once(child, 'message')) as [number];
  return `http://127.0.0.1:${port}`;
}

async function stopSigner(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.disconnect();
  await exit;
}

before(async () => {
  postgres = await startPostgres();
  gateway = await serveSandbox(ACCOUNT);
  // all at once, on an empty database: they migrate it together
  origins = await Promise.all(Array.from({ length: PROCESSES }, startSigner));
});
after(async () => {
  await Promise.all(processes.map(stopSigner));
  await gateway.close();
  await postgres.stop();
});

async function click(origin: string, uuid: string): Promise<Answered> {
  const response = await fetch(`${origin}/kvit/payments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({ ...CLAIM, uuid }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

/** Five places at once: every process, and one of them twice. */
const clickEverywhere = (index: number): Promise<Answered[]> =>
  Promise.all(
    Array.from({ length: CLICKS }, (_, place) =>
      click(origins[(index + place) % PROCESSES] ?? '', `order-${index}`),
    ),
  );

describe('four signers on one PostgreSQL', () => {
  it('release one payable page per order for a thousand orders, each clicked in five places at once', async () => {
    const answers: Answered[][] = [];
    const indexes = Array.from({ length: ORDERS }, (_, index) => index);
    const worker = async (): Promise<void> => {
      for (let index = indexes.pop(); index !== undefined; index = indexes.pop())
        answers[index] = await clickEverywhere(index);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));

    const created = gateway.sandbox.payments();
    assert.equal(created.length, ORDERS, 'the gateway was asked once per order');
    const pages = new Map(created.map(({ uuid, paymentUrl }) => [uuid, paymentUrl]));
    assert.equal(pages.size, ORDERS, 'for a thousand different orders');
    const handles = new Set<unknown>();
    for (const [index, clicks] of answers.entries()) {
      assert.deepEqual(
        clicks.map(({ status }) => status),
        Array.from({ length: CLICKS }, () => 201),
      );
      const [first] = clicks;
      assert.ok(first);
      assert.equal(first.paymentUrl, pages.get(`order-${index}`));
      for (const answer of clicks) assert.deepEqual(answer, first);
      handles.add(first.id);
    }
    assert.equal(handles.size, ORDERS);
    await assertBooksAgree();
  });
});

/** What the database says afterwards is what the gateway says. */
async function assertBooksAgree(): Promise<void> {
  const pool = await postgres.pool('public');
  const { rows } = await pool.query<{ state: string; count: number }>(
    'SELECT state, count(*)::int AS count FROM kvit_attempt GROUP BY state',
  );
  assert.deepEqual(rows, [{ state: 'OPEN', count: ORDERS }]);
  const store = postgresStore(pool);
  for (const { uuid, id } of gateway.sandbox.payments()) {
    assert.equal((await store.byUuid(uuid))?.gatewayId, id);
  }
}
