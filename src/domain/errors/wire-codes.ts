/** The error codes of the signer's contract (`code` of an RFC 9457 answer). */
export const WIRE_CODES = [
  'bad_order', // lines or totals break a rule, listed in `errors`
  'price_changed',
  'already_paid',
  'refused', // a final refusal, see `status` and `errors`
  'gateway_unknown', // the gateway's answer to a create is unknown; its payment page is never given out
  'gateway_refused', // the gateway has refused the payment for good
  'in_progress',
  'payment_mismatch',
  'not_found',
] as const;

/** An error code of the signer's contract. */
export type WireCode = (typeof WIRE_CODES)[number];
