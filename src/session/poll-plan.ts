/** How often something is asked: a growing pause with jitter, and an end. */
export interface PollPlan {
  /** what is asked for */
  readonly name: string;
  /** the first pause in milliseconds; it grows to thirty times as long */
  readonly first: number;
  /** asks at most, within {@link WINDOW} */
  readonly most: number;
}

/** A payment: seconds matter at first, and after a quarter of an hour a person has to look. */
export const PAYMENT_PLAN: PollPlan = { name: 'payment', first: 1000, most: 50 };

/** A receipt: the register takes its time and nobody is losing money. */
export const RECEIPT_PLAN: PollPlan = { name: 'receipt', first: 2000, most: 20 };

/** A hold lasts for days, and whoever has its page in sight is to see within a minute how it ends. Milliseconds. */
export const HOLD_PAUSE = 60_000;

/** Milliseconds. */
export const WINDOW = 900_000;

/** The pause before ask number `n` + 1, with equal jitter: half is sure, half is chance. @param random 0 ≤ x < 1 */
export function pollPause({ first }: PollPlan, n: number, random: number): number {
  return (first * Math.min(1.6 ** n, 30) * (1 + random)) / 2;
}
