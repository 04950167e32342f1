import type { Item } from '../../../src/index.ts';
import type { RawReceipt } from '../../../src/domain/contract/wire.ts';

/** The payment's handle and the address of its page. No event and no property may contain them. */
export const HANDLE = 'handle-3f9c';
export const PAGE = `https://urlpay.io/pay/secret-of-${HANDLE}`;

export const bun: Item = {
  description: 'Булочка с маком',
  quantity: 3,
  price: '83.50',
  vat_code: 2,
  payment_subject: 1,
  payment_mode: 4,
  measurement_unit: 0,
};

export const cheese: Item = {
  description: 'Сыр на вес',
  quantity: '0.350',
  price: 1000,
  vat_code: 0,
  payment_subject: 1,
  payment_mode: 4,
  measurement_unit: 11,
};

/** The order of most tests: one line of 250.50. */
export const ORDER = { uuid: 'order-1', description: 'Покупка булочек', items: [bun] };

export const receipt: RawReceipt = {
  status: 'done',
  ecr_registration_number: '0000000003040350',
  fn_number: '9999078902012345',
  fiscal_document_number: 4321,
  fiscal_document_attribute: '1234567890',
  fiscal_receipt_number: 17,
  shift_number: 5,
  receipt_datetime: '21.11.2026 14:05:00',
  total: 250.5,
  ofd_inn: '7709364346',
  fns_site: 'https://www.nalog.gov.ru',
  ofd_receipt_url: 'https://ofd.example/receipt/1',
};
