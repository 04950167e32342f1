import {
  checkFields,
  type Field,
  type FieldErrors,
  type FieldRule,
  list,
  object,
  oneOf,
  pattern,
  problem,
  refuseIfWrong,
  sum,
  text,
  wholeNumber,
} from '../requests/field-rule.ts';
import { type JsonObject, type JsonValue, NumberText, plainJson } from '../values/json-text.ts';
import { parseDecimal } from '../values/kopecks.ts';
import { PAYOUT_CURRENCIES, PAYOUT_TYPES, type PayoutType } from './payout-codes.ts';

const MOST_PAYOUTS = 100;

/** Who is paid, how much and why: a request that passed every check. `amount` in kopecks. */
export interface PayoutRequest {
  readonly externalId: string | null;
  readonly type: PayoutType;
  readonly cardNumber: string | null;
  readonly accountNumber: string | null;
  readonly bankCode: string | null;
  readonly name: string;
  readonly phone: string | null;
  readonly amount: bigint;
  readonly description: string | null;
  readonly comment: string | null;
  readonly metadata: unknown;
}

const UPDATABLE = {
  recipient_card_number: optional(pattern(/^\d{13,19}$/, 'номером карты из 13–19 цифр')),
  recipient_account_number: optional(pattern(/^\d{20}$/, 'номером счета из 20 цифр')),
  recipient_bank_code: optional(pattern(/^\d{9}$/, 'кодом банка из 9 цифр')),
  recipient_name: optional(text(255)),
  recipient_phone: optional(pattern(/^\+?\d{10,15}$/, 'номером телефона')),
  amount: optional(sum),
  description: optional(text(1_000)),
  comment: optional(text(1_000)),
  metadata: optional(object),
} as const;

const CREATED = {
  ...UPDATABLE,
  external_id: optional(text(255)),
  payout_type: required(oneOf(PAYOUT_TYPES)),
  recipient_name: required(text(255)),
  amount: required(sum),
  currency: required(oneOf(PAYOUT_CURRENCIES)),
} as const;

const SINGLE = { ...CREATED, shop_id: required(wholeNumber) } as const;
const BULK = { shop_id: required(wholeNumber), payouts: required(list) } as const;
const CANCEL = { reason: optional(text(1_000)) } as const;

/** What a request to create asks for; one payout, or many of one shop. */
export interface PayoutOrder {
  readonly shopId: number;
  readonly payouts: readonly PayoutRequest[];
}

/** Checks the body of `POST /v2/card-payouts`. @throws ApiError 422 with every wrong field. */
export function parsePayout(body: JsonValue): PayoutOrder {
  const errors: FieldErrors = new Map();
  const fields = checkFields(body, SINGLE, '', errors);
  checkRecipient(fields, '', errors);
  refuseIfWrong(errors);
  return { shopId: numberOf(fields['shop_id']), payouts: [payoutOf(fields)] };
}

/** Checks the body of `POST /v2/card-payouts/bulk`. @throws ApiError 422 with every wrong field, `payouts.0.amount` and the like. */
export function parseBulk(body: JsonValue): PayoutOrder {
  const errors: FieldErrors = new Map();
  const fields = checkFields(body, BULK, '', errors);
  const given: readonly JsonValue[] = Array.isArray(fields['payouts']) ? fields['payouts'] : [];
  if (Array.isArray(fields['payouts']) && (given.length < 1 || given.length > MOST_PAYOUTS)) {
    problem(errors, 'payouts', `должно содержать от 1 до ${MOST_PAYOUTS} выплат`);
  }
  const payouts = given.map((value, index) => {
    const path = `payouts.${index}.`;
    const checked = checkFields(value, CREATED, path, errors);
    checkRecipient(checked, path, errors);
    return checked;
  });
  refuseIfWrong(errors);
  return { shopId: numberOf(fields['shop_id']), payouts: payouts.map(payoutOf) };
}

/** Checks the body of `PUT /v2/card-payouts/{id}`: fields that are absent or null stay as they were. @throws ApiError 422. */
export function parseUpdate(body: JsonValue, before: PayoutRequest): PayoutRequest {
  const errors: FieldErrors = new Map();
  const fields = checkFields(body, UPDATABLE, '', errors);
  refuseIfWrong(errors);
  return {
    ...before,
    cardNumber: textOf(fields['recipient_card_number']) ?? before.cardNumber,
    accountNumber: textOf(fields['recipient_account_number']) ?? before.accountNumber,
    bankCode: textOf(fields['recipient_bank_code']) ?? before.bankCode,
    name: textOf(fields['recipient_name']) ?? before.name,
    phone: textOf(fields['recipient_phone']) ?? before.phone,
    amount: fields['amount'] ? kopecksOf(fields['amount']) : before.amount,
    description: textOf(fields['description']) ?? before.description,
    comment: textOf(fields['comment']) ?? before.comment,
    metadata: fields['metadata'] ? plainJson(fields['metadata']) : before.metadata,
  };
}

/** Checks the body of `POST /v2/card-payouts/{id}/cancel`. @returns the reason, or null if none is given. @throws ApiError 422. */
export function parseCancellation(body: JsonValue): string | null {
  const errors: FieldErrors = new Map();
  const fields = checkFields(body, CANCEL, '', errors);
  refuseIfWrong(errors);
  return textOf(fields['reason']);
}

function checkRecipient(fields: JsonObject, path: string, errors: FieldErrors): void {
  const needed: Readonly<Record<string, string>> = {
    card: 'recipient_card_number',
    account: 'recipient_account_number',
  };
  const type = textOf(fields['payout_type']) ?? '';
  const field = Object.hasOwn(needed, type) ? needed[type] : undefined;
  if (field !== undefined && (fields[field] ?? null) === null) {
    problem(errors, path + field, `обязательно для типа ${type}`);
  }
}

function payoutOf(fields: JsonObject): PayoutRequest {
  return {
    externalId: textOf(fields['external_id']),
    type: fields['payout_type'] as PayoutType,
    cardNumber: textOf(fields['recipient_card_number']),
    accountNumber: textOf(fields['recipient_account_number']),
    bankCode: textOf(fields['recipient_bank_code']),
    name: textOf(fields['recipient_name']) ?? '',
    phone: textOf(fields['recipient_phone']),
    amount: kopecksOf(fields['amount']),
    description: textOf(fields['description']),
    comment: textOf(fields['comment']),
    metadata: fields['metadata'] ? plainJson(fields['metadata']) : {},
  };
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: JsonValue | undefined): number {
  return value instanceof NumberText ? Number(value.text) : NaN;
}

function kopecksOf(value: JsonValue | undefined): bigint {
  return (value instanceof NumberText ? parseDecimal(value.text, 2) : null) ?? 0n;
}

function required(rule: FieldRule): Field {
  return { required: true, rule };
}

function optional(rule: FieldRule): Field {
  return { required: false, rule };
}
