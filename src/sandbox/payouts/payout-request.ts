import * as z from 'zod';
import { optional, wording } from '../requests/validation.ts';
import type { JsonValue } from '../values/json-text.ts';
import { PAYOUT_CURRENCIES, PAYOUT_TYPES, type PayoutType } from './payout-codes.ts';
import { anyObject, object, oneOf, pattern, readFields, sum, text, wholeNumber } from './payout-fields.ts';

const MOST_PAYOUTS = 100;

/** The recipient, the sum and the purpose of one payout, checked. `amount` in kopecks. */
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

/** One payout or many, all of one shop. */
export interface PayoutOrder {
  readonly shopId: number;
  readonly payouts: readonly PayoutRequest[];
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
  metadata: optional(anyObject),
};

const CREATED = {
  ...UPDATABLE,
  external_id: optional(text(255)),
  payout_type: oneOf(PAYOUT_TYPES),
  recipient_name: text(255),
  amount: sum,
  currency: oneOf(PAYOUT_CURRENCIES),
};

const CARD = { path: ['recipient_card_number'], error: 'обязательно для типа card', when: () => true };
const ACCOUNT = {
  path: ['recipient_account_number'],
  error: 'обязательно для типа account',
  when: () => true,
};

const UPDATE = object(z.strictObject(UPDATABLE));
const SINGLE = object(withRecipient(z.strictObject({ ...CREATED, shop_id: wholeNumber })));
const BULK = object(
  z.strictObject({
    shop_id: wholeNumber,
    payouts: z
      .array(object(withRecipient(z.strictObject(CREATED))), {
        error: wording('обязательно для заполнения', 'должно быть массивом'),
      })
      .refine(
        (payouts) => payouts.length >= 1 && payouts.length <= MOST_PAYOUTS,
        `должно содержать от 1 до ${MOST_PAYOUTS} выплат`,
      ),
  }),
);
const CANCELLATION = object(z.strictObject({ reason: optional(text(1_000)) }));

type CreatedFields = z.output<z.ZodObject<typeof CREATED>>;

/** Checks the body of `POST /v2/card-payouts`. @throws ApiError 422 with every wrong field. */
export function parsePayout(body: JsonValue): PayoutOrder {
  const fields = readFields(SINGLE, body);
  return { shopId: fields.shop_id, payouts: [payoutOf(fields)] };
}

/** Checks the body of `POST /v2/card-payouts/bulk`. @throws ApiError 422 with every wrong field, `payouts.0.amount` for example. */
export function parseBulk(body: JsonValue): PayoutOrder {
  const { shop_id: shopId, payouts } = readFields(BULK, body);
  return { shopId, payouts: payouts.map(payoutOf) };
}

/** Checks the body of `PUT /v2/card-payouts/{id}`; absent and null fields keep their value. @throws ApiError 422 with every wrong field. */
export function parseUpdate(body: JsonValue, before: PayoutRequest): PayoutRequest {
  const fields = readFields(UPDATE, body);
  return {
    ...before,
    cardNumber: fields.recipient_card_number ?? before.cardNumber,
    accountNumber: fields.recipient_account_number ?? before.accountNumber,
    bankCode: fields.recipient_bank_code ?? before.bankCode,
    name: fields.recipient_name ?? before.name,
    phone: fields.recipient_phone ?? before.phone,
    amount: fields.amount ?? before.amount,
    description: fields.description ?? before.description,
    comment: fields.comment ?? before.comment,
    metadata: fields.metadata ?? before.metadata,
  };
}

/** Checks the body of `POST /v2/card-payouts/{id}/cancel`. @returns the reason, or null. @throws ApiError 422. */
export function parseCancellation(body: JsonValue): string | null {
  return readFields(CANCELLATION, body).reason;
}

/** A payout to a card needs the card's number, one to an account the account's. Checked even if other fields are wrong. */
function withRecipient<T extends z.ZodType>(schema: T): T {
  const lacks = (value: unknown, type: PayoutType, number: keyof CreatedFields) => {
    const fields = value as Partial<CreatedFields>;
    return fields.payout_type === type && (fields[number] ?? null) === null;
  };
  return schema
    .refine((value) => !lacks(value, 'card', 'recipient_card_number'), CARD)
    .refine((value) => !lacks(value, 'account', 'recipient_account_number'), ACCOUNT);
}

function payoutOf(fields: CreatedFields): PayoutRequest {
  return {
    externalId: fields.external_id,
    type: fields.payout_type,
    cardNumber: fields.recipient_card_number,
    accountNumber: fields.recipient_account_number,
    bankCode: fields.recipient_bank_code,
    name: fields.recipient_name,
    phone: fields.recipient_phone,
    amount: fields.amount,
    description: fields.description,
    comment: fields.comment,
    metadata: fields.metadata ?? {},
  };
}
