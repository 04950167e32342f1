/** Texts of the receipt, apart from the others because they come with it, after paying. */
export interface ReceiptMessages {
  readonly receiptTitle: string;
  readonly registerFailed: string;
  readonly ofd: string;
  readonly qr: string;
  readonly fromShop: string;
  readonly seller: string;
  readonly address: string;
  readonly taxSystem: string;
  readonly print: string;
  readonly save: string;
  readonly share: string;
}

export const receiptRu: ReceiptMessages = {
  receiptTitle: 'Кассовый чек',
  registerFailed: 'Касса сообщила об ошибке. Оплата прошла; чек пришлёт магазин.',
  ofd: 'Чек на сайте ОФД',
  qr: 'QR-код чека для проверки в ФНС',
  fromShop: 'Сведения магазина',
  seller: 'Продавец',
  address: 'Адрес расчётов',
  taxSystem: 'Система налогообложения',
  print: 'Распечатать',
  save: 'Сохранить',
  share: 'Поделиться',
};

/** What the law calls the fields of a receipt (54-FZ, article 4.7). A language without words of its own keeps these. */
export interface FiscalMessages {
  readonly time: string;
  readonly number: string;
  readonly shift: string;
  readonly kkt: string;
  readonly fn: string;
  readonly fd: string;
  readonly fpd: string;
  readonly ofdInn: string;
  readonly site: string;
  readonly inn: string;
}

export const fiscalRu: FiscalMessages = {
  time: 'Дата и время',
  number: 'Чек',
  shift: 'Смена',
  kkt: 'РН ККТ',
  fn: 'ФН',
  fd: 'ФД',
  fpd: 'ФПД',
  ofdInn: 'ИНН ОФД',
  site: 'Сайт ФНС',
  inn: 'ИНН',
};
