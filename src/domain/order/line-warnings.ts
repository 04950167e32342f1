import type { FieldError } from '../errors/kvit-error.ts';
import type { Line } from './line.ts';

const MARKS = {
  retired: 'is retired: not lawful for a new sale',
  transitional: 'is for refunds and older deliveries only since 2026-01-01',
};

/**
 * Warnings for the developer about VAT codes: a retired rate, or a rate that does not fit the payment mode. They never block a
 * payment. The file loads only for a cart with such a line; see `hasOddVat`.
 */
export function lineWarnings(lines: readonly Line[]): readonly FieldError[] {
  return lines.flatMap(({ vat, payment_mode: mode }, index) => {
    const prepaid = mode <= 3;
    const misfit = vat.rate !== null && vat.rate > 0 && vat.calculated !== prepaid;
    return [
      vat.mark && MARKS[vat.mark],
      misfit && `does not fit payment_mode ${mode}, which takes a ${prepaid ? 'calculated' : 'plain'} rate`,
    ]
      .filter((message) => typeof message === 'string')
      .map((message) => ({
        field: `items[${index}].vat_code`,
        message: `${vat.code} (${vat.label}) ${message}`,
      }));
  });
}
