/** All names under which the browser's storage holds data of the kit. They survive updates: a payment may be under way. */

/** Payments, in `localStorage`; the 1 is the version of {@link StoredPayment}. */
const PAYMENTS = 'kvit:1:';

/** The prefix of the keys of all payments with one signer. @param scope the signer's address, or `own` for a signer object */
export const paymentPrefix = (scope: string): string => `${PAYMENTS}${scope}:`;

/** The key of one order's payment with one signer. */
export const paymentKey = (scope: string, uuid: string): string => paymentPrefix(scope) + uuid;

/** True for the key of an order's payment with any signer. A scope may hold colons, so the record's own `uuid` decides. */
export const mayBePaymentOf = (key: string, uuid: string): boolean =>
  key.startsWith(PAYMENTS) && key.endsWith(`:${uuid}`);

/** The key of the cart that the buyer changed, in `sessionStorage`. */
export const cartKey = (uuid: string): string => `kvit:cart:${uuid}`;

/** The key of the order whose dialog is open, in `sessionStorage`. */
export const OPEN_DIALOG = 'kvit:open';
