/** How often one question is asked: with a growing pause and jitter, up to a limit. */
export interface PollPlan {
  /** the question, for the lock that tabs share */
  readonly name: string;
  /** the first pause in milliseconds; it grows to thirty times as long */
  readonly first: number;
  /** the most asks within {@link WINDOW} */
  readonly most: number;
}

/** Payments: seconds matter at first, and after a quarter of an hour the buyer has to ask. */
export const PAYMENT_PLAN: PollPlan = { name: 'payment', first: 1000, most: 50 };

/** Receipts: a cash register may take minutes, and no money depends on it. */
export const RECEIPT_PLAN: PollPlan = { name: 'receipt', first: 2000, most: 20 };

/** The pause while money is on hold: a hold lasts for days, and a visible page shows its end within a minute. Milliseconds. */
export const HOLD_PAUSE = 60_000;

/** The time after which polling ends, and over which asks are counted. Milliseconds. */
export const WINDOW = 900_000;

/** The pause before ask `n` + 1, half fixed and half random. @param random 0 ≤ x < 1 @returns milliseconds */
export function pollPause({ first }: PollPlan, n: number, random: number): number {
  return (first * Math.min(1.6 ** n, 30) * (1 + random)) / 2;
}
