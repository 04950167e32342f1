import { I6, I8, I9, I10, I15, I20 } from './answers.ts';
import type { Invariant } from './invariant.ts';
import { I1C, I2, I3, I4, I5, I16 } from './money.ts';
import { I1, I11, I13, I14, I14_LEASE, I1B, I1_STORED, I1_TAB } from './pages.ts';
import { CRASH, I7, I12_GATEWAY, I12_TAB, I18, I19 } from './tabs.ts';

/** I17 (every invariant holds for a kill at every await) has no checker: the fault `kill` strikes while these are checked. */
export const INVARIANTS: readonly Invariant[] = [
  I1,
  I1_STORED,
  I1_TAB,
  I1B,
  I1C,
  I2,
  I3,
  I4,
  I5,
  I6,
  I7,
  I8,
  I9,
  I10,
  I11,
  I12_TAB,
  I12_GATEWAY,
  I13,
  I14,
  I14_LEASE,
  I15,
  I16,
  CRASH,
  I18,
  I19,
  I20,
];
