import { KvitError } from '../domain/errors/kvit-error.ts';
import { fieldsOf, textOf, textOrNumber, type Fields } from '../domain/reading/fields.ts';
import { paymentMeaning, type PaymentMeaning } from '../domain/contract/payment-status.ts';
import { isWireCode, readProblem } from '../domain/contract/problem.ts';
import { isIssued, receiptStatus } from '../domain/receipt/receipt-status.ts';
import type { OrderAnswer, RawReceipt } from '../domain/contract/wire.ts';
import { isHeaderText } from './header-text.ts';

/** The answer to a claim: a payment page, the order's true prices, or a payment that was made already. */
export type Creation =
  | { readonly kind: 'created'; readonly id: string; readonly paymentUrl: string }
  | { readonly kind: 'price_changed'; readonly order: OrderAnswer }
  | { readonly kind: 'already_paid'; readonly id: string };

/** The state of a payment. */
export interface PaymentNews {
  readonly meaning: PaymentMeaning;
  /** approximate end of a hold, milliseconds since 1970; `null` if the signer does not say */
  readonly until: number | null;
}

/** A payment's receipts so far. */
export interface Receipts {
  /** the issued and the failed ones, in the gateway's order */
  readonly receipts: readonly RawReceipt[];
  /** true if a later answer may hold more */
  readonly pending: boolean;
}

const lacks = (what: string): KvitError =>
  new KvitError('bad_answer', `the signer's answer has no proper ${what}`);

/** The fields of an answer. @throws {KvitError} `bad_answer` if it says `success: false`, with any status code */
function answerOf(body: unknown): Fields {
  const fields = fieldsOf(body);
  if (fields.success !== undefined && fields.success !== true) throw lacks('success');
  return fields;
}

/** Reads `{id, paymentUrl}`. The id is later sent in a header; a number over 2^53 may have lost its last digits. */
export function readCreated(body: unknown): Creation {
  const { id, paymentUrl } = answerOf(body);
  const name = textOrNumber(id);
  if (!isHeaderText(name) || typeof paymentUrl !== 'string') throw lacks('id and paymentUrl');
  return { kind: 'created', id: name, paymentUrl };
}

/** Reads the two refusals that are answers, `price_changed` and `already_paid`. @throws every other refusal as it is */
export function readCreationRefusal(refusal: unknown): Creation {
  const { code, id, order } = fieldsOf(refusal);
  const name = textOrNumber(id);
  if (code === 'already_paid' && isHeaderText(name)) return { kind: code, id: name };
  if (code === 'price_changed') return { kind: code, order: readOrder(order) };
  throw refusal;
}

/** Reads `{payment}`. A status may be text, as PHP backends send numbers. */
export function readPayment(body: unknown): PaymentNews {
  const { status, hold_until } = fieldsOf(answerOf(body).payment);
  const meaning = paymentMeaning(/^\d$/.test(textOf(status) ?? '') ? Number(status) : status);
  return { meaning, until: Date.parse(textOf(hold_until) ?? '') || null };
}

/** Reads `{items}`. A pending receipt is left out; the register may still recover from an error, so errors alone are pending too. */
export function readReceipts(body: unknown): Receipts {
  const { items } = answerOf(body ?? { items: [] });
  if (!Array.isArray(items)) throw lacks('items');
  const receipts = (items as unknown[]).map(fieldsOf).filter((item) => receiptStatus(item) !== 'pending');
  return { receipts, pending: !receipts.some(isIssued) || receipts.length < items.length };
}

/** Checks only that the answer is an order; `readOrder` of the domain checks its rules. */
export function readOrder(body: unknown): OrderAnswer {
  const { uuid, description, items } = answerOf(body);
  if (!textOf(uuid) || !textOf(description) || !Array.isArray(items)) throw lacks('order');
  return body as OrderAnswer;
}

/** Turns any thrown value into a KvitError. A merchant's own signer may throw anything; only the contract's codes count. */
export function readRefusal(thrown: unknown): KvitError {
  if (thrown instanceof KvitError) return thrown;
  const { code, message, errors } = readProblem(thrown, 0);
  return isWireCode(code)
    ? new KvitError(code, message, { cause: thrown, errors })
    : new KvitError('network', 'no answer from the signer', { cause: thrown });
}
