export type { BalanceJson } from './balance.ts';
export type { CallbackAttempt, CallbackJson, CallbackWord } from './callbacks.ts';
export type { SandboxClock } from './clock.ts';
export { LostAnswerError } from './lost-answer.ts';
export { MAGIC_AMOUNTS } from './magic-amounts.ts';
export { type Operation, OPERATIONS } from './operation.ts';
export { OUTCOMES, type Outcome } from './outcome.ts';
export type { PaymentJson } from './payment.ts';
export { PAYMENT_ACTS, type PaymentAct } from './payment-act.ts';
export type { PayoutJson } from './payout.ts';
export type { PayoutStatistics } from './payout-statistics.ts';
export type { PayoutStatus, PayoutType } from './payout-words.ts';
export type { ReceiptJson } from './register.ts';
export type { PaymentReport, SubscriptionReport } from './report.ts';
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export {
  FAULT_SCENARIOS,
  type FaultScenarioName,
  isNamedScenario,
  isScenarioName,
  type Scenario,
  type ScenarioName,
  SCENARIOS,
  SCRIPTS,
} from './scenario.ts';
export { COURSES, FAULT_STATUSES } from './script.ts';
export type {
  AnswerFault,
  CallbackFault,
  CallScript,
  Course,
  FaultStatus,
  Forgery,
  PayoutCourse,
  ReceiptFault,
  RenewalFault,
  ScenarioScript,
  Sequence,
  Step,
} from './script.ts';
export { STATUS, type PaymentStatus } from './status.ts';
export type { SubscriptionJson } from './subscription.ts';
