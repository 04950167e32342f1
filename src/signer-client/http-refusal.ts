import { KvitError, type KvitErrorCode } from '../domain/errors/kvit-error.ts';
import { isWireCode, readProblem } from '../domain/contract/problem.ts';

/** The signer lives, but has no time now. */
const BUSY = new Set([408, 425, 429]);

/** What a refusal without a code of the contract means. */
function meaningOf(status: number, body: unknown): KvitErrorCode {
  // a page is a proxy's, say during a deploy: only a signer can know that there is no such payment
  if (status === 404) return body === undefined ? 'network' : 'not_found';
  return status >= 500 || BUSY.has(status) ? 'network' : 'refused';
}

/** A refusal over the network: the same error that a merchant's own signer object may throw. */
export class HttpRefusal extends KvitError {
  /** the payment that `already_paid` names */
  readonly id: string | null;
  /** the order that `price_changed` carries, as it came */
  readonly order: unknown;

  /** @param body `undefined` when it was no JSON */
  constructor(status: number, body: unknown, retryAfter = 0) {
    const { code, message, errors, id, order } = readProblem(body, status);
    super(isWireCode(code) ? code : meaningOf(status, body), message, { status, errors, retryAfter });
    this.id = id;
    this.order = order;
  }
}
