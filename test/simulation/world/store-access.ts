import type {
  Attempt,
  AttemptChange,
  InboxItem,
  OutboxEvent,
  Store,
  UpdateResult,
} from '../../../src/server/index.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { State } from '../trace/states.ts';
import type { Trace } from '../trace/trace.ts';
import type { Random } from '../engine/random.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import type { SignerProcess } from './signer-process.ts';

interface StoreContext {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly trace: Trace;
  readonly process: SignerProcess;
  readonly stateOf: (uuid: string) => State;
}

type Arguments = readonly unknown[];

/** One process's connection to the store: slow, failing, overtaken by other writers, and cut by a kill. */
export function storeAccess(store: Store, around: StoreContext): Store {
  return new Proxy(store, {
    get: (target, name: keyof Store) => {
      const method = target[name].bind(target) as (...values: Arguments) => Promise<unknown>;
      return (...values: Arguments) =>
        around.process.step(`store.${name}`, () =>
          call(name, values, () => method(...values), store, around),
        );
    },
  });
}

async function call(
  name: keyof Store,
  values: Arguments,
  method: () => Promise<unknown>,
  store: Store,
  around: StoreContext,
): Promise<unknown> {
  const { scheduler, random, faults } = around;
  const attempt = attemptIn(values);
  const state = (): State => (attempt ? around.stateOf(attempt.uuid) : 'none');
  await lag(around);
  if (attempt && faults.strikes('store fails', state(), 0.07)) throw new Error('the store cannot be reached');
  if (name === 'update' && attempt && faults.strikes('store conflict', state(), 0.2)) {
    const stored = await store.byUuid(attempt.uuid);
    if (stored) await store.update(stored, {}, null);
  }
  const result = await method();
  record(name, values, result, around);
  if (attempt && faults.strikes('store fails', state(), 0.07)) throw new Error('the connection was lost');
  if (attempt && faults.strikes('stall', state(), 0.08)) await scheduler.pass(random.between(5000, 40_000));
  await lag(around);
  return result;
}

/** Most calls return at once; some take long enough for another call to run in between. */
async function lag({ scheduler, random }: StoreContext): Promise<void> {
  if (random.chance(0.15)) await scheduler.pass(random.between(0, 40));
}

/** The attempt that a call writes. */
function attemptIn([first]: Arguments): { readonly uuid: string } | null {
  return typeof first === 'object' && first !== null && 'uuid' in first && 'leaseUntil' in first
    ? (first as Attempt)
    : null;
}

function record(name: keyof Store, values: Arguments, result: unknown, around: StoreContext): void {
  const { trace } = around;
  const process = around.process.id;
  if (name === 'insert' && result === 'inserted')
    trace.record('inserted', { process, attempt: values[0] as Attempt });
  if (name === 'putInbox') trace.record('inboxed', { process, item: values[0] as InboxItem });
  if (name !== 'update') return;
  const { kind, ...updated } = result as UpdateResult;
  if (kind !== 'updated' || !('attempt' in updated)) return;
  const change = Object.keys(values[1] as AttemptChange);
  trace.record('updated', {
    process,
    attempt: updated.attempt,
    event: values[2] as OutboxEvent | null,
    change,
  });
}
