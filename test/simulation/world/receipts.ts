import type { FaultPlan } from '../faults/fault-plan.ts';
import type { State } from '../trace/states.ts';
import type { Random } from '../engine/random.ts';
import { jsonReply, type Reply } from './reply.ts';

/** Applies the faults of the cash register to a payment's list of receipts. */
export function withReceiptFaults(reply: Reply, faults: FaultPlan, state: State, random: Random): Reply {
  if (faults.strikes('receipt late', state, 0.4))
    return jsonReply(404, { status: 'error', message: 'no receipt' });
  const { items } = JSON.parse(reply.text) as { items: Record<string, unknown>[] };
  const [first = {}] = items;
  if (faults.strikes('receipts several', state, 0.6)) {
    const status = random.pick(['wait', 'done']);
    items.push({ ...first, id: 9001, status, total: 1 });
  }
  if (faults.strikes('receipt in error', state, 0.4))
    items.push({ id: 9002, uuid: first['uuid'], status: 'fail', error: ['ФН переполнен'] });
  if (faults.strikes('receipt foreign', state, 0.4))
    items.unshift({ ...first, id: 9003, uuid: 'order-9', total: 9 });
  return jsonReply(200, { status: 'success', items });
}
