import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { postgresStore, sqliteStore, type Store } from '../../../src/server/index.ts';
import { serveSandbox, type SandboxServer } from '../../../src/sandbox/serve.ts';
import { scaled } from '../../fuzz/scale.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { ACCOUNT, CLAIM } from '../shop.ts';

const PROCESSES = 4;
const CLICKS = 5;
const ORDERS = scaled(1000);
/** The number of orders that are clicked at the same time. */
const AT_ONCE = 16;

interface Answered {
  readonly status: number;
  readonly id?: unknown;
  readonly paymentUrl?: unknown;
}

let gateway: SandboxServer;
const processes: ChildProcess[] = [];

/** Starts four signers at once on empty data, which they migrate together. @returns their origins */
async function startSigners(place: unknown): Promise<readonly string[]> {
  const script = new URL('four-processes/signer-process.ts', import.meta.url);
  const start = async (): Promise<string> => {
    const child = fork(script, [`${gateway.url}/api`, JSON.stringify(place)]);
    processes.push(child);
    const [port] = (await once(child, 'message')) as [number];
    return `http://127.0.0.1:${port}`;
  };
  return Promise.all(Array.from({ length: PROCESSES }, start));
}

async function stopSigner(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.disconnect();
  await exit;
}

beforeEach(async () => {
  gateway = await serveSandbox(ACCOUNT);
});
afterEach(async () => {
  await Promise.all(processes.splice(0).map(stopSigner));
  await gateway.close();
});

async function click(origin: string, uuid: string): Promise<Answered> {
  const response = await fetch(`${origin}/kvit/payments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({ ...CLAIM, uuid }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

/** Presses for every order in five places at once: in each process, and in one of them twice. */
async function clickEverywhere(origins: readonly string[], orders: number): Promise<Answered[][]> {
  const answers: Answered[][] = [];
  const clickOrder = async (index: number): Promise<void> => {
    const places = Array.from({ length: CLICKS }, (_, place) => origins[(index + place) % PROCESSES] ?? '');
    answers[index] = await Promise.all(places.map((origin) => click(origin, `order-${index}`)));
  };
  const indexes = Array.from({ length: orders }, (_, index) => index);
  const worker = async (): Promise<void> => {
    for (let index = indexes.pop(); index !== undefined; index = indexes.pop()) await clickOrder(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

/** Compares the gateway's payments, the buyers' answers and the store: each has one page per order. */
async function assertOnePagePerOrder(answers: readonly Answered[][], store: Store): Promise<void> {
  const created = gateway.sandbox.payments();
  const pages = new Map(created.map(({ uuid, paymentUrl }) => [uuid, paymentUrl]));
  assert.deepEqual([created.length, pages.size], [answers.length, answers.length]);
  const handles = new Set<unknown>();
  for (const [index, clicks] of answers.entries()) {
    const [first] = clicks;
    assert.deepEqual([first?.status, first?.paymentUrl], [201, pages.get(`order-${index}`)]);
    assert.equal(clicks.length, CLICKS);
    for (const answer of clicks) assert.deepEqual(answer, first);
    handles.add(first?.id);
  }
  assert.equal(handles.size, answers.length);
  for (const { uuid, id } of created) {
    const attempts = await store.ofOrder(uuid);
    assert.deepEqual(
      attempts.map(({ state, gatewayId }) => [state, gatewayId]),
      [['OPEN', id]],
    );
  }
}

describe('four signers', () => {
  it(`on one PostgreSQL release one payable page per order for ${ORDERS} orders, each clicked in five places at once`, async () => {
    const postgres = await startPostgres();
    try {
      const answers = await clickEverywhere(await startSigners(postgres.config), ORDERS);
      await assertOnePagePerOrder(answers, postgresStore(await postgres.pool('public')));
    } finally {
      await Promise.all(processes.splice(0).map(stopSigner));
      await postgres.stop();
    }
  });

  it('on one SQLite file release one payable page per order too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kvit-'));
    const file = join(folder, 'kvit.db');
    try {
      const answers = await clickEverywhere(await startSigners(file), 100);
      const store = sqliteStore(file);
      await assertOnePagePerOrder(answers, store);
      await store.close();
    } finally {
      await Promise.all(processes.splice(0).map(stopSigner));
      rmSync(folder, { recursive: true });
    }
  });
});
