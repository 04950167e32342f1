import type { VatRate } from '../codes/vat.ts';
import { vatInside, type Kopecks } from '../money/money.ts';
import type { Line } from './line.ts';

/** The total of the lines with one VAT code. */
export interface VatTotal {
  readonly vat: VatRate;
  readonly sum: Kopecks;
  /** the VAT inside `sum`, calculated once from the total; `null` for "без НДС" */
  readonly tax: Kopecks | null;
}

/** Totals by VAT code, sorted by code. */
export function vatTotals(lines: readonly Line[]): readonly VatTotal[] {
  const totals = new Map<number, { vat: VatRate; sum: Kopecks }>();
  for (const { vat, sum } of lines) {
    const before = totals.get(vat.code)?.sum ?? 0;
    totals.set(vat.code, { vat, sum: before + sum });
  }
  return [...totals.values()]
    .sort((one, other) => one.vat.code - other.vat.code)
    .map(({ vat, sum }) => ({ vat, sum, tax: vat.rate === null ? null : vatInside(sum, vat.rate) }));
}
