/**
 * Authentication of the gateway's callback. UrlPay signs no callback, so its address is the proof: `POST {signer}/callback/<secret>`
 * with a segment that only the shop and the gateway know. An authentic callback is still only a reason to ask the gateway.
 */
import * as z from 'zod';
import { notFound } from '../http/problem.ts';
import { equalInConstantTime } from '../runtime/constant-time.ts';

const CALLBACK_SECRET = /^[A-Za-z0-9_-]{16,}$/;
const MESSAGE = 'must have at least 16 characters of A-Z a-z 0-9 _ -';

/** Schema of the option `callbackSecret`: one segment of a URL, long enough not to be guessed. */
export const callbackSecretOption = z.string(MESSAGE).regex(CALLBACK_SECRET, MESSAGE);

/**
 * Checks the last segment of a callback's address, in a time that does not depend on where it differs from the secret.
 *
 * @param secret of the shop; `null` refuses every callback
 * @throws {HttpProblem} the same 404 as for an unknown path, so that the address cannot be searched for
 */
export async function authenticateCallback(segment: string, secret: string | null): Promise<void> {
  if (secret === null || !(await equalInConstantTime(segment, secret))) throw notFound();
}
