import type { Line } from './line.ts';
import { vatInside, type Kopecks } from '../money/money.ts';
import type { VatRate } from '../codes/vat.ts';

/** What the lines of one VAT code come to. */
export interface VatTotal {
  readonly vat: VatRate;
  readonly sum: Kopecks;
  /** the VAT inside `sum`, taken once from the total; `null` for "без НДС" */
  readonly tax: Kopecks | null;
}

/** Totals by VAT code, in the order of the codes. */
export function vatTotals(lines: readonly Line[]): readonly VatTotal[] {
  const sums = new Map<VatRate, Kopecks>();
  for (const { vat, sum } of lines) sums.set(vat, (sums.get(vat) ?? 0) + sum);
  return [...sums]
    .sort(([a], [b]) => a.code - b.code)
    .map(([vat, sum]) => ({ vat, sum, tax: vat.rate === null ? null : vatInside(sum, vat.rate) }));
}
