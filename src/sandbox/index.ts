export type { BalanceJson } from './books/balance.ts';
export type { CallbackAttempt, CallbackJson, CallbackWord } from './books/callbacks.ts';
export type { SandboxClock } from './clock/clock.ts';
export { LostAnswerError } from './answers/lost-answer.ts';
export { MAGIC_AMOUNTS } from './scenario/magic-amounts.ts';
export { type Operation, OPERATIONS } from './scenario/operation.ts';
export { OUTCOMES, type Outcome } from './scenario/outcome.ts';
export type { PaymentJson } from './books/payment.ts';
export { PAYMENT_ACTS, type PaymentAct } from './books/payment-act.ts';
export type { PayoutJson } from './books/payout.ts';
export type { PayoutStatistics } from './books/payout-statistics.ts';
export type { PayoutStatus, PayoutType } from './values/payout-words.ts';
export type { ReceiptJson } from './books/register.ts';
export type { PaymentReport, SubscriptionReport } from './switches/report.ts';
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
} from './scenario/scenario.ts';
export { COURSES, FAULT_STATUSES } from './scenario/script.ts';
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
} from './scenario/script.ts';
export { STATUS, type PaymentStatus } from './values/status.ts';
export type { SubscriptionJson } from './books/subscription.ts';
