import assert from 'node:assert/strict';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { call, type Json, openShop } from '../shop.ts';

/** The path of the payout operations. */
export const PATH = '/v2/card-payouts';

/** The body of `POST /v2/card-payouts`. */
export function payoutOf(changes: Json = {}): Json {
  return {
    shop_id: 5,
    external_id: 'payout_123',
    payout_type: 'card',
    recipient_card_number: '1234567890123456',
    recipient_account_number: '40817810099910004312',
    recipient_bank_code: '044525225',
    recipient_name: 'Иванов Иван Иванович',
    recipient_phone: '+79001234567',
    amount: 1000.5,
    currency: 'rub',
    description: 'Выплата за услуги',
    comment: 'Дополнительная информация',
    metadata: { order_id: '12345', rate: 0.5, tags: ['a', null] },
    ...changes,
  };
}

/** A shop with 100 000 roubles. */
export function openRich(options: Partial<SandboxOptions> = {}) {
  return openShop({ openingBalance: '100000.00', ...options });
}

/** Creates a payout. @returns it as the API writes it. */
export async function pay(sandbox: Sandbox, changes: Json = {}): Promise<Json> {
  const { status, body } = await call(sandbox, 'POST', PATH, payoutOf(changes));
  assert.equal(status, 201, JSON.stringify(body));
  return body['data'] as Json;
}
