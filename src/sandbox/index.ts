export type { BalanceJson } from './payouts/balance.ts';
export type { CallbackJson, CallbackWord } from './payments/callback.ts';
export type { CallbackAttempt } from './payments/callback-sender.ts';
export type { SandboxClock } from './clock/sandbox-clock.ts';
export { LostAnswerError } from './responses/lost-answer-error.ts';
export { MAGIC_AMOUNTS } from './scenario/magic-amounts.ts';
export { type Operation, OPERATIONS } from './scenario/operation.ts';
export { OUTCOMES, type Outcome } from './scenario/outcome.ts';
export type { PaymentJson } from './payments/payment.ts';
export { PAYMENT_ACTS, type PaymentAct } from './payments/payment-act.ts';
export type { PayoutJson } from './payouts/payout.ts';
export type { PayoutStatistics } from './payouts/payout-statistics.ts';
export type { PayoutStatus, PayoutType } from './payouts/payout-codes.ts';
export type { ReceiptJson } from './payments/cash-register.ts';
export type { PaymentReport, SubscriptionReport } from './control/report.ts';
export { createSandbox, type Sandbox } from './sandbox.ts';
export type { SandboxOptions } from './sandbox-options.ts';
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
export { STATUS, type PaymentStatus } from './values/payment-status.ts';
export type { SubscriptionJson } from './payments/subscription.ts';
