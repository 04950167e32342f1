import { KvitError, type FieldError } from '../../../domain/errors/kvit-error.ts';
import { readProblem } from '../../../domain/contract/problem.ts';
import { callName, type HttpClient, type HttpReply } from './http-client.ts';
import { fieldErrors, type Issues, type Schema } from '../fields/field-errors.ts';
import type { Redact } from '../../runtime/redaction.ts';

/** Options that every call of the gateway takes. */
export interface CallOptions {
  /** aborts the call; the outcome of a write that was already sent is then unknown */
  signal?: AbortSignal | undefined;
}

/** Time limits in ms and the number of tries. */
interface Patience {
  /** ms for a write */
  readonly write: number;
  /** ms for a read with all its tries */
  readonly read: number;
  /** maximum number of tries of a read */
  readonly readTries: number;
}

interface Read extends CallOptions {
  /** maximum length of the answer in bytes, for answers that may be long */
  readonly maxBytes?: number;
}

interface Write extends CallOptions {
  readonly body?: string | undefined;
  /** values that the gateway may echo and no log may hold: a signature, a card number */
  readonly hidden?: readonly string[];
  /** the statuses that mean a definite no */
  readonly refusals?: ReadonlySet<number>;
}

/** Statuses with which the gateway says that it did not do what was asked. */
export const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 422]);

/** Calls the gateway's API, checks each answer against its schema, and turns every failure into one kind of error. */
export class ApiClient {
  readonly #http: HttpClient;
  readonly #redact: Redact;
  readonly #patience: Patience;

  constructor(http: HttpClient, redact: Redact, patience: Patience) {
    this.#http = http;
    this.#redact = redact;
    this.#patience = patience;
  }

  /**
   * Sends a GET, and repeats it when the gateway is busy or silent.
   *
   * @throws {KvitError} `gateway_refused`, `network`, or `bad_answer` with the fields that are not as documented
   */
  async read<T>(path: string, schema: Schema<T>, { signal, maxBytes }: Read = {}): Promise<T> {
    const { read: timeout, readTries: tries } = this.#patience;
    const reply = await this.#http.call({ method: 'GET', path, timeout, tries, signal, maxBytes });
    const where = callName('GET', path);
    if (REFUSALS.has(reply.status)) throw this.#refusal(reply, where, []);
    if (reply.status !== 200) {
      throw new KvitError('network', `${where}: the gateway answered ${reply.status}`, detailsOf(reply));
    }
    const parsed = schema.safeParse(reply.body);
    if (parsed.success) return parsed.data;
    const errors = this.#schemaErrors(reply, parsed.error.issues);
    throw new KvitError('bad_answer', `${where}: the answer is not as the API documents it`, {
      status: 200,
      errors,
    });
  }

  /**
   * Sends a POST, PUT or DELETE, once.
   *
   * @throws {KvitError} `gateway_refused`; `network` when it was aborted before anything was sent; `gateway_unknown` for
   *   every other answer that is not a documented success
   */
  async write<T>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    schema: Schema<T>,
    { signal, body, hidden = [], refusals = REFUSALS }: Write = {},
  ): Promise<T> {
    const where = callName(method, path);
    if (signal?.aborted) throw new KvitError('network', `${where}: stopped before anything was sent`);
    const call = { method, path, timeout: this.#patience.write, tries: 1, signal };
    let reply: HttpReply;
    try {
      reply = await this.#http.call(body === undefined ? call : { ...call, body });
    } catch (cause) {
      throw unknownOutcome(where, { cause });
    }
    if (refusals.has(reply.status)) throw this.#refusal(reply, where, hidden);
    if (reply.status !== 200 && reply.status !== 201) throw unknownOutcome(where, detailsOf(reply));
    const parsed = schema.safeParse(reply.body);
    if (parsed.success) return parsed.data;
    const errors = this.#schemaErrors(reply, parsed.error.issues);
    throw unknownOutcome(where, { status: reply.status, errors });
  }

  #refusal({ status, body }: HttpReply, where: string, hidden: readonly string[]): KvitError {
    const hide = (text: string) =>
      hidden.reduce((shown, secret) => shown.replaceAll(secret, '[hidden]'), this.#redact(text));
    const { message, errors } = readProblem(body, status);
    const shown = errors.map((error) => ({ field: hide(error.field), message: hide(error.message) }));
    return new KvitError('gateway_refused', `${where}: ${hide(message)}`, { status, errors: shown });
  }

  #schemaErrors({ body }: HttpReply, issues: Issues): readonly FieldError[] {
    if (body === undefined) return [{ field: 'body', message: 'is not JSON' }];
    // a field's name comes from the gateway too, so it may echo a secret
    return fieldErrors(issues).map(({ field, message }) => ({ field: this.#redact(field), message }));
  }
}

const detailsOf = ({ status, retryAfter }: HttpReply) =>
  retryAfter === null ? { status } : { status, retryAfter };

/** The error of a write that may have happened. Look the result up before you repeat the write. */
export function unknownOutcome(
  where: string,
  options: ConstructorParameters<typeof KvitError>[2] = {},
): KvitError {
  return new KvitError('gateway_unknown', `${where}: the outcome is unknown`, options);
}

/** @throws {TypeError} unless the id is a positive integer, since it becomes part of a path */
export function checkId(id: number): number {
  if (!Number.isSafeInteger(id) || id <= 0) throw new TypeError('the id must be a positive integer');
  return id;
}
