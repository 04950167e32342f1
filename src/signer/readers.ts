import { KvitError } from '../domain/errors.ts';
import { paymentMeaning, type PaymentMeaning } from '../domain/payment-status.ts';
import { isWireCode, readProblem, type Problem } from '../domain/problem.ts';
import {
  Created,
  OrderAnswer,
  PaymentAnswer,
  ReceiptAnswer,
  type OrderAnswer as Order,
  type RawReceipt,
} from '../domain/wire.ts';
import { isHeaderText } from './header-text.ts';
import type { Shape } from '../domain/shape.ts';
import { HttpRefusal } from './http-refusal.ts';
import type { Creation } from './creation.ts';

function parse<T>(schema: Shape<T>, body: unknown, noun: string): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new KvitError('bad_answer', `the signer's ${noun} is not what the contract says`, {
    cause: parsed.error,
  });
}

/** A payment that could not be asked about again must not be paid: an id past 2^53 has lost its last digits. */
function isUsable(id: string | number): boolean {
  return isHeaderText(String(id)) && (typeof id === 'string' || Number.isSafeInteger(id));
}

export function readCreated(body: unknown): Creation {
  const { id, paymentUrl } = parse(Created, body, 'payment');
  if (isUsable(id)) return { kind: 'created', id: String(id), paymentUrl };
  throw new KvitError('bad_answer', 'the id of the signer’s payment cannot be sent back in a header');
}

export const readPayment = (body: unknown): PaymentMeaning =>
  paymentMeaning(parse(PaymentAnswer, body, 'payment').payment.status);

export const readReceipts = (body: unknown): readonly RawReceipt[] =>
  body === null ? [] : parse(ReceiptAnswer, body, 'receipt').items;

export const readOrderAnswer = (body: unknown): Order => parse(OrderAnswer, body, 'order');

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
