/** How often something is asked: a growing pause with jitter, and an end. Times in milliseconds. */
export interface PollPlan {
  readonly first: number;
  readonly factor: number;
  readonly longest: number;
  /** asks at most, within `window` */
  readonly most: number;
  readonly window: number;
}

/** A payment: seconds matter at first, and after a quarter of an hour a person has to look. */
export const PAYMENT_PLAN: PollPlan = {
  first: 1000,
  factor: 1.6,
  longest: 30_000,
  most: 50,
  window: 900_000,
};

/** A receipt: the register takes its time and nobody is losing money. */
export const RECEIPT_PLAN: PollPlan = {
  first: 2000,
  factor: 1.6,
  longest: 60_000,
  most: 20,
  window: 900_000,
};

/** The pause before ask number `n` + 1, with equal jitter: half is sure, half is chance. @param random 0 ≤ x < 1 */
export function pollPause({ first, factor, longest }: PollPlan, n: number, random: number): number {
  const pause = Math.min(first * factor ** n, longest);
  return pause / 2 + (pause / 2) * random;
}
