import { writeKopecks } from '../money/money.ts';
import type { Receipt } from './receipt.ts';

/** FFD tags 1040, 1041 and 1077 have at most 16 digits, and the QR symbol has room for no more. */
const isNumber = (value: string | null): boolean => /^[0-9]{1,16}$/.test(value ?? '');

/**
 * The text of a receipt's QR code, in the tax service's format: time, total in roubles, FN, FD, FPD, and 1 for a sale.
 *
 * @returns `null` when a part is missing or is not a number
 */
export function qrText({ time, total, fn, fd, fpd }: Receipt): string | null {
  if (!time || total === null || ![fn, fd, fpd].every(isNumber)) return null;
  const at = `${time.year}${time.month}${time.day}T${time.hour}${time.minute}`;
  return `t=${at}&s=${writeKopecks(total)}&fn=${fn}&i=${fd}&fp=${fpd}&n=1`;
}
