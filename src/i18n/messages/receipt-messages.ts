/** The texts of a receipt. They load with its code, after paying. */
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

/** The Russian texts of a receipt. */
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

/** The legal names of a receipt's fields (54-FZ, article 4.7). A language that omits them shows the Russian ones. */
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

/** The Russian names of a receipt's fields. */
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
