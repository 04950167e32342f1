import type { FaultScenarioName, ScenarioName } from './scenario.ts';

/**
 * The scenario of a payment by the last two digits of its sum in kopecks, if magic amounts are on: `1500.06` is declined and then
 * paid. They are off by default, so no ordinary price is affected. Sums that end in 00 or an unlisted number play the current scenario.
 */
export const MAGIC_AMOUNTS: Readonly<Record<string, ScenarioName | FaultScenarioName>> = {
  '01': 'declined',
  '02': 'cancelled',
  '03': 'held',
  '04': 'slow',
  '05': 'endless',
  '06': 'late-success',
  '07': 'late-success-cancelled',
  '08': 'regress',
  '09': 'unknown-status',
  '11': 'lost-before',
  '12': 'lost-answer',
  '13': 'lost-after',
  '14': 'error-500',
  '15': 'html',
  '16': 'truncated',
  '17': 'reset',
  '18': 'slow-answers',
  '19': 'error-422',
  '21': 'error-429',
  '22': 'error-503',
  '31': 'callback-lost',
  '32': 'callback-late',
  '33': 'callback-doubled',
  '34': 'callback-early',
  '35': 'callback-forged',
  '36': 'callback-forged-uuid',
  '37': 'callback-forged-amount',
  '38': 'callback-forged-id',
  '41': 'no-receipt',
  '42': 'second-receipt',
  '43': 'receipt-late',
  '44': 'receipt-failed',
  '45': 'receipt-foreign',
};

/** The scenario of a sum in kopecks, or null for an unlisted ending. */
export function magicScenario(amount: bigint): ScenarioName | FaultScenarioName | null {
  return MAGIC_AMOUNTS[String(amount % 100n).padStart(2, '0')] ?? null;
}
