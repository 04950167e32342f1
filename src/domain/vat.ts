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

const published = (
  code: number,
  rate: number | null,
  calculated = false,
  mark?: 'retired' | 'transitional',
): VatRate => {
  const share = calculated ? `${rate}/${100 + (rate ?? 0)}` : `${rate}%`;
  const none = rate === null;
  return {
    code,
    label: none ? 'Без НДС' : `НДС ${share}`,
    labelEn: none ? 'No VAT' : `VAT ${share}`,
    rate,
    calculated,
    ...(mark && { mark }),
  };
};

/** The eight codes UrlPay has published. Rates 5, 7 and 22 % have none yet, so none is invented here. */
export const VAT_RATES: readonly VatRate[] = [
  published(0, null),
  published(1, 0),
  published(2, 10),
  published(3, 18, false, 'retired'),
  published(4, 10, true),
  published(5, 18, true, 'retired'),
  published(6, 20, false, 'transitional'),
  published(7, 20, true, 'transitional'),
];

const isRate = ({ code, label, rate, calculated }: VatRate): boolean =>
  Number.isInteger(code) &&
  code >= 0 &&
  typeof label === 'string' &&
  label !== '' &&
  (rate === null || (Number.isInteger(rate) && rate >= 0 && rate < 100)) &&
  typeof calculated === 'boolean';

/**
 * The published table with a merchant's own rates added; a merchant's row replaces the published one of its code.
 *
 * @throws {TypeError} when a row is not a rate
 */
export function vatTable(own: readonly VatRate[] = []): ReadonlyMap<number, VatRate> {
  const wrong = own.find((row) => !isRate(row));
  if (wrong) {
    throw new TypeError(
      `vatRates: code ${wrong.code} needs a code, a label, a rate (whole percent or null) and calculated (true or false)`,
    );
  }
  return new Map([...VAT_RATES, ...own].map((row) => [row.code, row]));
}
