import type { RawReceipt } from '../../src/domain/contract/wire.ts';

/** The zone of the register that issued {@link RAW}. */
export const ZONE = 'Europe/Moscow';

/** A receipt as the gateway sends it. */
export const RAW: RawReceipt = {
  id: 1,
  ecr_registration_number: '0000000400054952',
  fiscal_document_attribute: 1_273_019_065,
  fiscal_document_number: 46_534,
  fiscal_receipt_number: 5001,
  fn_number: '9282440300682838',
  fns_site: 'https://www.nalog.gov.ru',
  receipt_datetime: '2020-09-24T15:37:00Z',
  shift_number: 12,
  total: 349.93,
  ofd_inn: '7704211201',
  ofd_receipt_url: 'https://ofd.example.com/receipt/1',
  status: 'success',
  error: [],
};
