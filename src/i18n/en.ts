import type { Messages } from './messages.ts';

const plural = (one: string, many: string) => (n: number) => `${n} ${n === 1 ? one : many}`;

export const en: Messages = {
  order: 'Order',
  cart: 'Order lines',
  empty: 'The cart is empty',
  loading: 'Loading the order…',
  total: 'Total',
  vatOf: (vat) => `including ${vat}`,
  details: 'Details',
  price: 'Price',
  vat: 'VAT',
  subject: 'Subject',
  mode: 'Settlement',
  productCode: 'Product code',
  country: 'Country of origin',
  customs: 'Customs declaration',
  excise: 'Excise',
  quantityOf: (name) => `Quantity: ${name}`,
  fewer: (name) => `Fewer: ${name}`,
  more: (name) => `More: ${name}`,
  remove: (name) => `Remove: ${name}`,
  badQuantity: 'A quantity is a number above zero with at most three decimals',
  pay: (sum) => `Pay ${sum}`,
  subscribePay: (sum) => `Subscribe for ${sum}`,
  period: { Day: 'every day', Week: 'every week', Month: 'every month' },
  subscription: (sum, period) =>
    `Subscription: ${sum} ${period}, first charge now. You can cancel at any time.`,
  hold: (term) =>
    `The sum is first held on your card, for up to ${term}. The shop charges it when it confirms the order.`,
  days: plural('day', 'days'),
  hours: plural('hour', 'hours'),
  minutes: plural('minute', 'minutes'),
  offer: 'By paying you accept ',
  offerLink: 'the terms of the offer',
  consent: 'I agree to ',
  consentLink: 'the processing of my personal data',
  consentMissing: 'Without this consent the shop cannot take the order',
  submitting: 'Preparing the payment…',
  redirecting: 'Going to the payment page…',
  openPage: 'Open the payment page',
  newTab: 'in a new tab',
  away: {
    title: 'Waiting for the payment',
    text: 'Finish it on the bank’s page. We will show it here as soon as it arrives.',
  },
  checking: {
    title: 'Checking the payment',
    text: 'This usually takes a few seconds. There is no need to pay again.',
  },
  held: {
    title: 'The money is on hold',
    text: 'The bank keeps it on your card. The shop charges it when it confirms the order, or lets it go.',
  },
  paid: { title: 'Paid', text: 'The receipt is being issued and will soon appear here.' },
  receiptLate:
    'The register has not issued the receipt yet. The payment went through; check for the receipt later.',
  receipt: { title: 'Paid', text: 'Your receipt is ready.' },
  cancelled: { title: 'Payment cancelled', text: 'The order is kept; you can pay it again.' },
  failed: {
    title: 'The payment did not go through',
    text: 'The bank declined it. Try again or use another card.',
  },
  unresolved: {
    title: 'No answer yet',
    text: 'We do not know whether the payment went through. Do not pay twice: check again in a few minutes.',
  },
  nothing: { title: 'No payment found', text: 'No payment was started in this browser.' },
  repriced: (before, after) =>
    `The order has changed: it was ${before}, now it is ${after}. Look it over, then pay.`,
  network: {
    title: 'The shop does not answer',
    text: 'Check your connection and try again: you will not be charged twice.',
  },
  gatewayUnknown: { title: 'The payment system did not answer', text: 'Nothing was charged. Try again.' },
  refused: {
    title: 'Payment is not possible now',
    text: 'Nothing was charged. Try again or write to the shop.',
  },
  notFound: {
    title: 'Order not found',
    text: 'The shop does not know this order. Go back to the cart and order again.',
  },
  mismatch: {
    title: 'The payment does not match the order',
    text: 'The shop knows about it. Do not pay twice and contact the shop.',
  },
  changed: { title: 'The order has changed', text: 'Go back to the cart, look it over and pay again.' },
  misconfigured: {
    title: 'Payment is unavailable for now',
    text: 'Nothing was charged. The shop has to mend this.',
  },
  check: 'Check again',
  back: 'Back to the payment',
  retry: 'Try again',
};
