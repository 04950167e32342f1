import { KvitError, type FieldError } from '../../../domain/errors/kvit-error.ts';
import { readProblem } from '../../../domain/contract/problem.ts';
import { nameOf, type GatewayHttp, type GatewayReply } from './gateway-http.ts';
import { fieldErrors, type Schema } from '../fields/field-errors.ts';
import type { Redact } from '../../runtime/redaction.ts';

export interface CallOptions {
  /** stops the call; a write that was under way is then of unknown outcome */
  signal?: AbortSignal | undefined;
}

/** How patient the client is. */
export interface Patience {
  /** ms for a write */
  readonly write: number;
  /** ms for a read with all its tries */
  readonly read: number;
  /** how often a read is tried at most */
  readonly readTries: number;
}

interface Read extends CallOptions {
  /** how long the answer may be, where it may be long */
  readonly mostBytes?: number;
}

interface Write extends CallOptions {
  readonly body?: string | undefined;
  /** what the gateway may echo and nobody may log: a signature, a card's number */
  readonly hidden?: readonly string[];
  /** the statuses that are a definite no */
  readonly refusals?: ReadonlySet<number>;
}

/** Statuses by which the gateway says that it has not done what was asked. */
export const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 422]);

/** Calls of the gateway's API: what each answer means, and which error says so. */
export class GatewayCalls {
  readonly #http: GatewayHttp;
  readonly #redact: Redact;
  readonly #patience: Patience;

  constructor(http: GatewayHttp, redact: Redact, patience: Patience) {
    this.#http = http;
    this.#redact = redact;
    this.#patience = patience;
  }

  /**
   * A GET, tried again when the gateway is busy or silent.
   *
   * @throws {KvitError} `gateway_refused`, `network`, or `bad_answer` with the fields that are not as documented
   */
  async read<T>(path: string, schema: Schema<T>, { signal, mostBytes }: Read = {}): Promise<T> {
    const { read: timeout, readTries: tries } = this.#patience;
    const reply = await this.#http.call({ method: 'GET', path, timeout, tries, signal, mostBytes });
    const where = nameOf('GET', path);
    if (REFUSALS.has(reply.status)) throw this.#refusal(reply, where, []);
    if (reply.status !== 200) {
      throw new KvitError('network', `${where}: the gateway answered ${reply.status}`, detailsOf(reply));
    }
    const parsed = schema.safeParse(reply.body);
    if (parsed.success) return parsed.data;
    const errors = this.#broken(reply, parsed.error.issues);
    throw new KvitError('bad_answer', `${where}: the answer is not what the API documents`, {
      status: 200,
      errors,
    });
  }

  /**
   * A POST, PUT or DELETE, sent once.
   *
   * @throws {KvitError} `gateway_refused`; `network` when it was stopped before anything was sent; `gateway_unknown` for
   *   everything else that is not a documented success
   */
  async write<T>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    schema: Schema<T>,
    { signal, body, hidden = [], refusals = REFUSALS }: Write = {},
  ): Promise<T> {
    const where = nameOf(method, path);
    if (signal?.aborted) throw new KvitError('network', `${where}: stopped before anything was sent`);
    const call = { method, path, timeout: this.#patience.write, tries: 1, signal };
    let reply: GatewayReply;
    try {
      reply = await this.#http.call(body === undefined ? call : { ...call, body });
    } catch (cause) {
      throw unknownOutcome(where, { cause });
    }
    if (refusals.has(reply.status)) throw this.#refusal(reply, where, hidden);
    if (reply.status !== 200 && reply.status !== 201) throw unknownOutcome(where, detailsOf(reply));
    const parsed = schema.safeParse(reply.body);
    if (parsed.success) return parsed.data;
    const errors = this.#broken(reply, parsed.error.issues);
    throw unknownOutcome(where, { status: reply.status, errors });
  }

  #refusal({ status, body }: GatewayReply, where: string, hidden: readonly string[]): KvitError {
    const hide = (text: string) =>
      hidden.reduce((shown, secret) => shown.replaceAll(secret, '[hidden]'), this.#redact(text));
    const { message, errors } = readProblem(body, status);
    const shown = errors.map((error) => ({ field: hide(error.field), message: hide(error.message) }));
    return new KvitError('gateway_refused', `${where}: ${hide(message)}`, { status, errors: shown });
  }

  #broken({ body }: GatewayReply, issues: Parameters<typeof fieldErrors>[0]): readonly FieldError[] {
    if (body === undefined) return [{ field: 'body', message: 'is not JSON' }];
    // a name may be an echo as well
    return fieldErrors(issues).map(({ field, message }) => ({ field: this.#redact(field), message }));
  }
}

const detailsOf = ({ status, retryAfter }: GatewayReply) =>
  retryAfter === null ? { status } : { status, retryAfter };

/** The error of a write that may have happened: it must not be repeated before somebody has looked. */
export function unknownOutcome(
  where: string,
  options: ConstructorParameters<typeof KvitError>[2] = {},
): KvitError {
  return new KvitError('gateway_unknown', `${where}: nobody knows whether it happened`, options);
}

/** @throws {TypeError} for what cannot stand in a path: a caller's bug */
export function checkId(id: number): number {
  if (!Number.isSafeInteger(id) || id <= 0) throw new TypeError('the id must be a positive integer');
  return id;
}
