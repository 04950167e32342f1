import type { Language } from './messages.ts';

/** Texts of the receipt, apart from the others because they come with it, after paying. */
export interface ReceiptMessages {
  readonly title: string;
  readonly failed: string;
  readonly total: string;
  readonly time: string;
  readonly number: string;
  readonly shift: string;
  readonly kkt: string;
  readonly fn: string;
  readonly fd: string;
  readonly fpd: string;
  readonly ofdInn: string;
  readonly site: string;
  readonly ofd: string;
  readonly qr: string;
  readonly fromShop: string;
  readonly seller: string;
  readonly inn: string;
  readonly address: string;
  readonly taxSystem: string;
  readonly lines: string;
  readonly print: string;
}

const ru: ReceiptMessages = {
  title: 'Кассовый чек',
  failed: 'Касса сообщила об ошибке. Оплата прошла; чек пришлёт магазин.',
  total: 'Итого',
  time: 'Дата и время',
  number: 'Чек',
  shift: 'Смена',
  kkt: 'РН ККТ',
  fn: 'ФН',
  fd: 'ФД',
  fpd: 'ФПД',
  ofdInn: 'ИНН ОФД',
  site: 'Сайт ФНС',
  ofd: 'Чек на сайте ОФД',
  qr: 'QR-код чека для проверки в ФНС',
  fromShop: 'Сведения магазина',
  seller: 'Продавец',
  inn: 'ИНН',
  address: 'Адрес расчётов',
  taxSystem: 'Система налогообложения',
  lines: 'Состав заказа',
  print: 'Распечатать',
};

const en: ReceiptMessages = {
  title: 'Fiscal receipt',
  failed: 'The cash register reported an error. The payment went through; the shop will send the receipt.',
  total: 'Total',
  time: 'Date and time',
  number: 'Receipt',
  shift: 'Shift',
  kkt: 'Register No. (РН ККТ)',
  fn: 'Fiscal drive (ФН)',
  fd: 'Document (ФД)',
  fpd: 'Fiscal sign (ФПД)',
  ofdInn: 'OFD’s INN',
  site: 'Tax service',
  ofd: 'Receipt at the OFD',
  qr: 'QR code of the receipt, for checking with the tax service',
  fromShop: 'From the shop',
  seller: 'Seller',
  inn: 'INN',
  address: 'Place of settlement',
  taxSystem: 'Tax system',
  lines: 'Order lines',
  print: 'Print',
};

export const receiptMessages: Readonly<Record<Language, ReceiptMessages>> = { ru, en };
