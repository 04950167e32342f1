/**
 * `npm run bench:server -- [--seconds S] [--rounds R]`: creates and status reads of a signer, as ratios to a bare Fetch handler under
 * the same load in the same run. The gateway answers at once; the load generator shares the cores.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../tools/postgres.ts';
import { Fleet } from './fleet.ts';
import { GOODS, uuidOf } from './instant-gateway.ts';
import { load, type Measured, type LoadRequest } from './load.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '3' }, rounds: { type: 'string', default: '3' } },
});
const MS = Number(values.seconds) * 1000;
/** Number of payments whose status is read, one per buyer's tab. */
const WATCHED = 100;

const HEADERS = { 'Content-Type': 'application/json' };
let orders = 0;

/** Creates a payment for a new order. */
function create(urls: readonly string[], number: number): LoadRequest {
  orders += 1;
  const body = {
    uuid: uuidOf(orders),
    description: 'Хлеб',
    currency: 'rub',
    amount: '240.00',
    items: [GOODS],
  };
  const url = `${urls[number % urls.length]}/kvit/payments`;
  return { url, method: 'POST', headers: HEADERS, body: JSON.stringify(body) };
}

const read = (urls: readonly string[], handles: readonly string[], number: number): LoadRequest => ({
  url: `${urls[number % urls.length]}/kvit/payment`,
  method: 'GET',
  headers: { 'Kvit-Payment': handles[number % handles.length] ?? '' },
  body: '',
});

interface Round {
  readonly creates: Measured;
  readonly reads: Measured;
  /** Reads at the gateway per payment and 2 seconds. */
  readonly gatewayReads: number;
}

async function measure(fleet: Fleet): Promise<Round> {
  const { urls } = fleet;
  await load((number) => create(urls, number), performance.now() + MS / 3);
  const creates = await load((number) => create(urls, number), performance.now() + MS);
  const handles = creates.bodies.slice(0, WATCHED).map((body) => (JSON.parse(body) as { id: string }).id);
  const before = await fleet.gatewayReads();
  const reads = await load((number) => read(urls, handles, number), performance.now() + MS);
  const asked = (await fleet.gatewayReads()) - before;
  return { creates, reads, gatewayReads: asked / WATCHED / (MS / 2000 + 1) };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

const folder = mkdtempSync(join(tmpdir(), 'kvit-bench-'));
// As in production: an acknowledged write is on the disk.
const postgres = await startPostgres({ fsync: 'on' });
await postgres.pool('bench');
const { host, port, user, database } = postgres.config;
const address = `postgres://${user}@${host}:${port}/${database}?options=-csearch_path%3Dbench`;
const PLACES = [
  ['bare', ''],
  ['SQLite', join(folder, 'bench.sqlite')],
  ['PostgreSQL', address],
] as const;

try {
  for (const size of [1, 4]) {
    const rounds = new Map<string, Round[]>(PLACES.map(([kind]) => [kind, []]));
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const [kind, where] of PLACES) {
        const fleet = await Fleet.start(kind, where, size);
        rounds.get(kind)?.push(await measure(fleet));
        await fleet.stop();
      }
    }
    print(size, rounds);
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function print(size: number, rounds: ReadonlyMap<string, readonly Round[]>): void {
  console.log(
    `\n${size} process${size > 1 ? 'es' : ''}, median of ${values.rounds} rounds of ${values.seconds} s`,
  );
  for (const call of ['creates', 'reads'] as const) {
    const of = (kind: string, figure: 'perSecond' | 'p99'): number =>
      median((rounds.get(kind) ?? []).map((round) => round[call][figure]));
    for (const [kind] of PLACES) {
      const rate = of(kind, 'perSecond');
      const ratio = (rate / of('bare', 'perSecond')).toFixed(2);
      const asked = call === 'reads' && kind !== 'bare' ? gatewayLine(rounds.get(kind) ?? []) : '';
      const figures = `${Math.round(rate)}/s  ×${ratio}  p99 ${of(kind, 'p99').toFixed(1)} ms`;
      console.log(`  ${call.padEnd(8)}${kind.padEnd(12)}${figures}${asked}`);
    }
  }
}

/** The signer promises at most one read per payment and 2 seconds, so a value above 1.00 fails. */
function gatewayLine(rounds: readonly Round[]): string {
  const most = Math.max(...rounds.map(({ gatewayReads }) => gatewayReads));
  if (most > 1) process.exitCode = 1;
  return `  gateway asked ${most.toFixed(2)} times per payment and 2 s`;
}
