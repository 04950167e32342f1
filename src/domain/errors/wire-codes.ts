/** The codes a signer may answer with: the part of the contract that both sides share. */
export const WIRE_CODES = [
  'bad_order', // the merchant's lines or totals break a rule; `errors` says which
  'price_changed',
  'already_paid',
  'refused', // a definite refusal, see `status` and `errors`
  'gateway_unknown', // a create whose outcome nobody knows; its page is never released
  'gateway_refused', // the gateway said a definite no
  'in_progress',
  'payment_mismatch',
  'not_found',
] as const;

export type WireCode = (typeof WIRE_CODES)[number];
