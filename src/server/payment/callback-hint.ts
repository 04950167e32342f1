import * as z from 'zod/mini';
import { parseBody, readBody } from '../http/json-request.ts';
import { HttpProblem } from '../http/problem.ts';
import { sha256 } from '../runtime/sha256.ts';
import type { InboxItem } from '../store/store.ts';
import { readGatewayId } from '../urlpay/fields/gateway-id.ts';

const Hint = z.object({ id: z.optional(z.unknown()), uuid: z.optional(z.unknown()) });

/** The uuid of an attempt: the order's uuid, perhaps with a number. No other text can match an attempt. */
const ATTEMPT_UUID = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]{1,140}$/u;

/**
 * Reads which payment a callback names. Its status and amount are ignored.
 *
 * @param now ms since the epoch
 * @throws {HttpProblem} 400, 413; 422 if it names no payment
 */
export async function readHint(request: Request, now: number): Promise<InboxItem> {
  const { data } = Hint.safeParse(parseBody(await readBody(request)));
  const gatewayId = readGatewayId(data?.id);
  const uuid = typeof data?.uuid === 'string' && ATTEMPT_UUID.test(data.uuid) ? data.uuid : null;
  if (gatewayId === null && uuid === null) {
    throw new HttpProblem(422, 'refused', 'The callback names no payment.');
  }
  const key = await sha256(JSON.stringify([gatewayId, uuid]));
  return { key, gatewayId, uuid, receivedAt: now };
}
