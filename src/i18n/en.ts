import type { Messages } from './messages.ts';

export const en: Messages = {
  order: 'Order',
  cart: 'Order lines',
  empty: 'The cart is empty',
  loading: 'Loading the order…',
  total: 'Total',
  vatOf: (vat) => `including ${vat}`,
  details: 'Details',
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
  terms: ['d', 'h', 'min'],
  offer: 'By paying you accept ',
  offerLink: 'the terms of the offer',
  consent: 'I agree to ',
  consentLink: 'the processing of my personal data',
  consentMissing: 'Without this consent the shop cannot take the order',
  submitting: 'Preparing the payment…',
  nothing: { title: 'No payment found', text: 'No payment was started in this browser.' },
  repriced: (before, after) =>
    `The order has changed: it was ${before}, now it is ${after}. Look it over, then pay.`,
  network: {
    title: 'The shop does not answer',
    text: 'Check your connection and try again: you will not be charged twice.',
  },
  notFound: {
    title: 'Order not found',
    text: 'The shop does not know this order. Go back to the cart and order again.',
  },
  misconfigured: {
    title: 'Payment is unavailable for now',
    text: 'Nothing was charged. The shop has to mend this.',
  },
  retry: 'Try again',
};
