import { KvitError } from '../domain/errors/kvit-error.ts';
import { fieldsOf, textOf, textOrNumber, type Fields } from '../domain/reading/fields.ts';
import { paymentMeaning, type PaymentMeaning } from '../domain/contract/payment-status.ts';
import { isWireCode, readProblem } from '../domain/contract/problem.ts';
import { isIssued, receiptStatus } from '../domain/receipt/receipt-status.ts';
import type { OrderAnswer, RawReceipt } from '../domain/contract/wire.ts';
import { isHeaderText } from './header-text.ts';

/** What came of asking for a payment page. */
export type Creation =
  | { readonly kind: 'created'; readonly id: string; readonly paymentUrl: string }
  | { readonly kind: 'price_changed'; readonly order: OrderAnswer }
  | { readonly kind: 'already_paid'; readonly id: string };

/** How a payment stands. */
export interface PaymentNews {
  readonly meaning: PaymentMeaning;
  /** about when a hold ends, milliseconds since 1970 */
  readonly until: number | null;
}

/** What the register has said so far. */
export interface Receipts {
  /** those that are issued or came to an error */
  readonly receipts: readonly RawReceipt[];
  /** whether asking again may bring more */
  readonly pending: boolean;
}

const lacks = (what: string): KvitError =>
  new KvitError('bad_answer', `the signer's answer has no proper ${what}`);

/** An answer that says `success: false` is a refusal, whatever its status code. */
function answerOf(body: unknown): Fields {
  const fields = fieldsOf(body);
  if (fields.success !== undefined && fields.success !== true) throw lacks('success');
  return fields;
}

/** An id is sent back in a header; a number past 2^53 has lost its last digits. */
export function readCreated(body: unknown): Creation {
  const { id, paymentUrl } = answerOf(body);
  const name = textOrNumber(id);
  if (!isHeaderText(name) || typeof paymentUrl !== 'string') throw lacks('id and paymentUrl');
  return { kind: 'created', id: name, paymentUrl };
}

/** Two refusals are answers: the true order, and the payment that was made already. Others are thrown on. */
export function readCreationRefusal(refusal: unknown): Creation {
  const { code, id, order } = fieldsOf(refusal);
  const name = textOrNumber(id);
  if (code === 'already_paid' && isHeaderText(name)) return { kind: code, id: name };
  if (code === 'price_changed') return { kind: code, order: readOrder(order) };
  throw refusal;
}

/** A status may come as text: backends in PHP send numbers so. */
export function readPayment(body: unknown): PaymentNews {
  const { status, hold_until } = fieldsOf(answerOf(body).payment);
  const meaning = paymentMeaning(/^\d$/.test(textOf(status) ?? '') ? Number(status) : status);
  return { meaning, until: Date.parse(textOf(hold_until) ?? '') || null };
}

/** A receipt that is still being made is not one yet; of an error alone the register may still recover. */
export function readReceipts(body: unknown): Receipts {
  const { items } = answerOf(body ?? { items: [] });
  if (!Array.isArray(items)) throw lacks('items');
  const receipts = (items as unknown[]).map(fieldsOf).filter((item) => receiptStatus(item) !== 'pending');
  return { receipts, pending: !receipts.some(isIssued) || receipts.length < items.length };
}

/** Only that it is one: an order is read by the rules of a cart. */
export function readOrder(body: unknown): OrderAnswer {
  const { uuid, description, items } = answerOf(body);
  if (!textOf(uuid) || !textOf(description) || !Array.isArray(items)) throw lacks('order');
  return body as OrderAnswer;
}

/** Whatever was thrown as one error. A merchant's own signer may throw anything; only the contract's codes count. */
export function readRefusal(thrown: unknown): KvitError {
  if (thrown instanceof KvitError) return thrown;
  const { code, message, errors } = readProblem(thrown, 0);
  return isWireCode(code)
    ? new KvitError(code, message, { cause: thrown, errors })
    : new KvitError('network', 'no answer from the signer', { cause: thrown });
}
