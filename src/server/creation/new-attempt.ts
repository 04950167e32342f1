import { toBase64Url } from '../runtime/encoding.ts';
import type { World } from '../runtime/world.ts';
import { LEASE_MS, type Attempt } from '../store/records/attempt.ts';
import type { CreationRequest } from './creation-request.ts';

const HANDLE_BYTES = 32;

/** The attempt number `n` of an order, leased to its creator and not yet known to the gateway. */
export function newAttempt(request: CreationRequest, n: number, { now, random }: World): Attempt {
  const { order, digest, answer, idempotencyKey, bodyHash, consents } = request;
  const at = now();
  return {
    uuid: n === 1 ? order.uuid : `${order.uuid}.${n}`,
    order: order.uuid,
    n,
    handle: toBase64Url(random(HANDLE_BYTES)),
    state: 'CREATING',
    amount: order.amount,
    currency: order.currency,
    digest,
    snapshot: JSON.stringify(answer),
    idempotencyKey,
    bodyHash,
    consents,
    gatewayId: null,
    paymentUrl: null,
    lastStatus: null,
    leaseUntil: at + LEASE_MS,
    checkedAt: 0,
    seenAt: 0,
    dueAt: at + LEASE_MS,
    receiptsAt: 0,
    receipts: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}
