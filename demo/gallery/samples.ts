import { priced, type CartItem } from '../merchant/catalogue.ts';

/** A short cart, so that many scenes fit beside each other. */
export const CART: readonly CartItem[] = priced([
  { description: 'Булочка с маком', quantity: 3 },
  { description: 'Сушки с маком', quantity: 0.35 },
]);

/** The same cart after a price rise. */
export const CART_AFTER_PRICE_RISE: readonly CartItem[] = CART.map((item) => ({
  ...item,
  price: item.price + 10,
}));

export const RECEIPT = {
  ecr_registration_number: '0000154677991636',
  fn_number: '9999482911521011',
  fiscal_document_number: 1001,
  fiscal_document_attribute: 2405618882,
  fiscal_receipt_number: 17,
  shift_number: 4,
  receipt_datetime: '21.11.2026 12:40:00',
  total: 397.5,
  ofd_inn: '0012345673',
  fns_site: 'https://www.nalog.gov.ru',
  ofd_receipt_url: 'https://ofd.example/receipt/1001',
  status: 'done',
};

/** The second receipt, issued at the handover of the goods. */
export const LATER_RECEIPT = {
  ...RECEIPT,
  fiscal_document_number: 1044,
  fiscal_document_attribute: 3718204455,
  fiscal_receipt_number: 3,
  shift_number: 5,
  receipt_datetime: '22.11.2026 09:05:00',
  ofd_receipt_url: 'https://ofd.example/receipt/1044',
};

/** The cash register’s answer if it could not issue the receipt. */
export const FAILED_RECEIPT = { status: 'fail', error: ['Исчерпан ресурс фискального накопителя'] };
