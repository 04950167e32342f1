import { isWireCode, readProblem } from '../domain/contract/problem.ts';
import { KvitError, type KvitErrorCode } from '../domain/errors/kvit-error.ts';

/** Request Timeout, Too Early and Too Many Requests: the signer is busy and may answer later. */
const BUSY = new Set([408, 425, 429]);

/** The meaning of a refusal whose body has no code of the contract. */
function codeOf(status: number, body: unknown): KvitErrorCode {
  // a 404 without JSON is a proxy's page, for example during a deploy: only a signer knows that there is no such payment
  if (status === 404) return body === undefined ? 'network' : 'not_found';
  return status >= 500 || BUSY.has(status) ? 'network' : 'refused';
}

/** A refusal over the network: the same error that a merchant's own signer object may throw. */
export class HttpRefusal extends KvitError {
  /** the payment that `already_paid` names */
  readonly id: string | null;
  /** the order that `price_changed` carries, not checked yet */
  readonly order: unknown;

  /**
   * @param body the parsed JSON, or `undefined` when the body is not JSON
   * @param retryAfter milliseconds
   */
  constructor(status: number, body: unknown, retryAfter = 0) {
    const { code, message, errors, id, order } = readProblem(body, status);
    super(isWireCode(code) ? code : codeOf(status, body), message, { status, errors, retryAfter });
    this.id = id;
    this.order = order;
  }
}
