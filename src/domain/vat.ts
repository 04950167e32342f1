/** One row of the VAT table: UrlPay's `vat_code`, which is neither the FFD numbering nor another gateway's. */
export interface VatRate {
  readonly code: number;
  readonly label: string;
  readonly labelEn?: string;
  /** percent; `null` for "без НДС" */
  readonly rate: number | null;
  /** a calculated rate (10/110) belongs to prepayments, a plain one to settlements */
  readonly calculated: boolean;
  /** retired: no longer lawful for a new sale; transitional: lawful only for refunds and older deliveries */
  readonly mark?: 'retired' | 'transitional';
}

/** The eight codes UrlPay has published. Rates 5, 7 and 22 % have none yet, so none is invented here. */
export const VAT_RATES: readonly VatRate[] = [
  { code: 0, label: 'Без НДС', labelEn: 'No VAT', rate: null, calculated: false },
  { code: 1, label: 'НДС 0%', labelEn: 'VAT 0%', rate: 0, calculated: false },
  { code: 2, label: 'НДС 10%', labelEn: 'VAT 10%', rate: 10, calculated: false },
  { code: 3, label: 'НДС 18%', labelEn: 'VAT 18%', rate: 18, calculated: false, mark: 'retired' },
  { code: 4, label: 'НДС 10/110', labelEn: 'VAT 10/110', rate: 10, calculated: true },
  { code: 5, label: 'НДС 18/118', labelEn: 'VAT 18/118', rate: 18, calculated: true, mark: 'retired' },
  { code: 6, label: 'НДС 20%', labelEn: 'VAT 20%', rate: 20, calculated: false, mark: 'transitional' },
  { code: 7, label: 'НДС 20/120', labelEn: 'VAT 20/120', rate: 20, calculated: true, mark: 'transitional' },
];

/**
 * The published table with a merchant's own rates added; a merchant's row replaces the published one of its code.
 *
 * @throws {TypeError} when a row is not a rate
 */
export function vatTable(own: readonly VatRate[] = []): ReadonlyMap<number, VatRate> {
  for (const { code, label, rate, calculated } of own) {
    if (!Number.isInteger(code) || code < 0) throw new TypeError(`vatRates: ${code} is not a code`);
    if (typeof label !== 'string' || !label) throw new TypeError(`vatRates: code ${code} needs a label`);
    if (rate !== null && !(Number.isInteger(rate) && rate >= 0 && rate < 100)) {
      throw new TypeError(`vatRates: code ${code} needs a whole percent or null`);
    }
    if (typeof calculated !== 'boolean')
      throw new TypeError(`vatRates: code ${code} needs calculated: true or false`);
  }
  return new Map([...VAT_RATES, ...own].map((row) => [row.code, row]));
}
