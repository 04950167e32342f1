import { KvitError } from '../domain/errors.ts';
import { fieldsOf, textOf, textOrNumber, type Fields } from '../domain/fields.ts';
import { paymentMeaning, type PaymentMeaning } from '../domain/payment-status.ts';
import { isWireCode, readProblem, type Problem } from '../domain/problem.ts';
import type { OrderAnswer, RawReceipt } from '../domain/wire.ts';
import { isHeaderText } from './header-text.ts';
import { HttpRefusal } from './http-refusal.ts';
import type { Creation } from './creation.ts';

const strange = (noun: string): KvitError =>
  new KvitError('bad_answer', `the signer's ${noun} is not what the contract says`);

/** An answer that says `success: false` is a refusal, whatever its status code. */
function readAnswer(body: unknown, noun: string): Fields {
  const fields = fieldsOf(body);
  if (Array.isArray(body) || (fields.success ?? true) !== true) throw strange(noun);
  return fields;
}

/** An id is sent back in a header; a number past 2^53 has lost its last digits. */
export function readCreated(body: unknown): Creation {
  const { id, paymentUrl } = readAnswer(body, 'payment');
  const name = textOrNumber(id);
  if (!isHeaderText(name) || typeof paymentUrl !== 'string') throw strange('payment');
  return { kind: 'created', id: name, paymentUrl };
}

export function readPayment(body: unknown): PaymentMeaning {
  const { payment } = readAnswer(body, 'payment');
  if (typeof payment !== 'object' || payment === null) throw strange('payment');
  return paymentMeaning(fieldsOf(payment).status);
}

export function readReceipts(body: unknown): readonly RawReceipt[] {
  if (body === null) return [];
  const { items } = fieldsOf(body);
  if (!Array.isArray(items)) throw strange('receipt');
  return items.filter((item) => typeof item === 'object' && item !== null) as RawReceipt[];
}

/** Only that it is one: an order is read by the rules of a cart. */
export function readOrderAnswer(body: unknown): OrderAnswer {
  const { uuid, description, items } = fieldsOf(body);
  if (!textOf(uuid) || !textOf(description) || !Array.isArray(items)) throw strange('order');
  return body as OrderAnswer;
}

/** The problem a refusal carries: an HTTP answer, or an error of a merchant's own signer object that has a `code`. */
function problemOf(refusal: unknown): Problem | undefined {
  if (refusal instanceof HttpRefusal) return readProblem(refusal.body, refusal.status);
  if (!(refusal instanceof Error) || !('code' in refusal)) return undefined;
  const { code, errors, id, order }: { code: unknown; errors?: unknown; id?: unknown; order?: unknown } =
    refusal;
  const problem = readProblem({ code, errors, id, order, detail: refusal.message }, 0);
  return isWireCode(problem.code) ? problem : undefined;
}

/** 409 with the true order or the payment that was made already; anything else is a real refusal. */
export function readCreationRefusal(refusal: unknown): Creation | undefined {
  const problem = problemOf(refusal);
  if (problem?.code === 'already_paid' && isHeaderText(problem.id))
    return { kind: 'already_paid', id: problem.id };
  if (problem?.code === 'price_changed')
    return { kind: 'price_changed', order: readOrderAnswer(problem.order) };
  return undefined;
}

/** 404 is the register's "not yet". */
export function readReceiptRefusal(refusal: unknown): readonly RawReceipt[] | undefined {
  const missing =
    refusal instanceof HttpRefusal ? refusal.status === 404 : problemOf(refusal)?.code === 'not_found';
  return missing ? [] : undefined;
}

const BUSY = new Set([408, 425, 429]);

/** Everything else as one error: a definite no, or no answer at all. */
export function readRefusal(refusal: unknown): KvitError {
  const problem = problemOf(refusal);
  if (!problem) return new KvitError('network', 'no answer from the signer', { cause: refusal });
  const { status, retryAfter } =
    refusal instanceof HttpRefusal ? refusal : { status: 0, retryAfter: undefined };
  const details = {
    cause: refusal,
    errors: problem.errors,
    ...(status ? { status } : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  if (isWireCode(problem.code)) return new KvitError(problem.code, problem.message, details);
  if (status === 404) return new KvitError('not_found', problem.message, details);
  const down = status >= 500 || BUSY.has(status);
  return new KvitError(down ? 'network' : 'refused', problem.message, details);
}
