import type { FieldError } from './errors.ts';
import type { Line } from './line.ts';

const MARKS = {
  retired: 'is retired and not lawful for a new sale',
  transitional: 'is lawful only for refunds, corrections and older deliveries since 2026-01-01',
};

/** What a developer should look at, though it never blocks a payment: retired rates, a rate that does not fit the mode. */
export function lineWarnings(lines: readonly Line[]): readonly FieldError[] {
  return lines.flatMap(({ vat, payment_mode: mode }, index) => {
    const field = `items[${index}].vat_code`;
    const found: FieldError[] = [];
    if (vat.mark) found.push({ field, message: `${vat.code} (${vat.label}) ${MARKS[vat.mark]}` });
    const before = mode <= 3;
    if (vat.rate !== null && vat.rate > 0 && vat.calculated !== before) {
      const fits = before ? 'a calculated rate (10/110, 20/120)' : 'a plain rate';
      found.push({
        field,
        message: `${vat.code} (${vat.label}) with payment_mode ${mode}, which takes ${fits}`,
      });
    }
    return found;
  });
}
