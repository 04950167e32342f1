import type { ScenarioScript } from './script.ts';

/** The basic scenarios, mostly outcomes of a payment. `FAULT_SCENARIOS` lists the faults of the gateway. */
export const SCENARIOS = [
  { name: 'paid', description: 'The buyer pays and the payment succeeds.' },
  { name: 'declined', description: 'Paying ends in an error (status 4).' },
  { name: 'cancelled', description: 'Paying ends in a cancellation (status 2).' },
  {
    name: 'held',
    description: 'Paying only holds the money (status 5) until the shop captures or cancels it.',
  },
  { name: 'slow', description: 'Paying stays in processing for 5 s; every API answer takes 1.5 s.' },
  { name: 'endless', description: 'Paying stays in processing (status 1) forever.' },
  {
    name: 'lost-answer',
    description: 'A payment is created, but the answer is lost; a second try for that cart succeeds.',
  },
  { name: 'late-success', description: 'Paying fails (status 4), then turns out paid after 6 s.' },
  { name: 'error-500', description: 'Every API call answers 500.' },
  { name: 'html', description: 'Every API call answers 200 with an HTML page, as a captive portal does.' },
  { name: 'no-receipt', description: 'The payment succeeds, but its receipt never appears.' },
] as const;

/** The faults of a gateway by name. For a finer scenario write a script. */
export const FAULT_SCENARIOS = [
  { name: 'callback-lost', description: 'No callback is ever sent.' },
  { name: 'callback-late', description: 'Callbacks come 10 s late.' },
  { name: 'callback-doubled', description: 'Every callback comes twice.' },
  { name: 'callback-early', description: 'Callbacks come 2 s before the API shows the new status.' },
  {
    name: 'callback-forged',
    description: 'A callback claims success a second after each payment is created.',
  },
  { name: 'callback-forged-uuid', description: 'Callbacks name an order that does not exist.' },
  { name: 'callback-forged-amount', description: 'Callbacks name another sum.' },
  { name: 'callback-forged-id', description: 'Callbacks name a payment that does not exist.' },
  { name: 'lost-before', description: 'Creating a payment breaks off before it takes effect.' },
  { name: 'lost-after', description: 'Every payment is created, and every answer to it is lost.' },
  { name: 'truncated', description: 'The JSON of every answer ends in the middle; the call takes effect.' },
  { name: 'reset', description: 'The connection breaks inside every answer; the call takes effect.' },
  { name: 'slow-answers', description: 'Every API answer takes 8 s.' },
  { name: 'error-400', description: 'Every API call answers 400.' },
  { name: 'error-401', description: 'Every API call answers 401.' },
  { name: 'error-403', description: 'Every API call answers 403.' },
  { name: 'error-404', description: 'Every API call answers 404.' },
  { name: 'error-422', description: 'Every API call answers 422.' },
  { name: 'error-429', description: 'Every API call answers 429 with Retry-After: 1.' },
  { name: 'error-502', description: 'Every API call answers 502.' },
  { name: 'error-503', description: 'Every API call answers 503.' },
  { name: 'late-success-cancelled', description: 'Paying is cancelled, then turns out paid after 6 s.' },
  { name: 'regress', description: 'A paid payment reads as 1 after 2 s, as 0 after 4 s, as paid after 6 s.' },
  { name: 'unknown-status', description: 'Paying reads as status 42 for 5 s, then as paid.' },
  { name: 'stale-list', description: 'The list of payments is 30 s behind.' },
  { name: 'second-receipt', description: 'A prepayment receipt, and 3 s later the settlement.' },
  { name: 'receipt-late', description: 'The receipt takes a minute.' },
  { name: 'receipt-failed', description: 'The receipt fails.' },
  { name: 'receipt-foreign', description: 'The receipt names another order and sum.' },
  { name: 'payout-failed', description: 'Payouts fail in processing.' },
  { name: 'renewal-declined', description: 'The bank declines every later charge of a subscription.' },
] as const;

/** A name in `SCENARIOS`. */
export type ScenarioName = (typeof SCENARIOS)[number]['name'];
/** A name in `FAULT_SCENARIOS`. */
export type FaultScenarioName = (typeof FAULT_SCENARIOS)[number]['name'];

/** The behaviour of a sandbox: a scenario's name or a script. */
export type Scenario = ScenarioName | FaultScenarioName | ScenarioScript;

/** The script of each named scenario. */
export const SCRIPTS: Readonly<Record<ScenarioName | FaultScenarioName, ScenarioScript>> = {
  paid: {},
  declined: { outcome: 'declined' },
  cancelled: { outcome: 'cancelled' },
  held: { outcome: 'held' },
  slow: { outcome: 'slow', all: { slow: 1_500 } },
  endless: { outcome: 'endless' },
  'lost-answer': { create: 'lost-once' },
  'late-success': { outcome: 'late-success' },
  'error-500': { all: 500 },
  html: { all: 'html' },
  'no-receipt': { receipts: 'none' },
  'callback-lost': { callback: 'lost' },
  'callback-late': { callback: 'late' },
  'callback-doubled': { callback: 'doubled' },
  'callback-early': { callback: 'early' },
  'callback-forged': { forge: 'unpaid' },
  'callback-forged-uuid': { callback: 'forged-uuid' },
  'callback-forged-amount': { callback: 'forged-amount' },
  'callback-forged-id': { callback: 'forged-id' },
  'lost-before': { create: 'lost-before' },
  'lost-after': { create: 'lost-after' },
  truncated: { all: 'truncated' },
  reset: { all: 'reset' },
  'slow-answers': { all: { slow: 8_000 } },
  'error-400': { all: 400 },
  'error-401': { all: 401 },
  'error-403': { all: 403 },
  'error-404': { all: 404 },
  'error-422': { all: 422 },
  'error-429': { all: 429 },
  'error-502': { all: 502 },
  'error-503': { all: 503 },
  'late-success-cancelled': { outcome: 'late-success-cancelled' },
  regress: { outcome: 'regress' },
  'unknown-status': { outcome: 'unknown-status' },
  'stale-list': { list: { stale: 30_000 } },
  'second-receipt': { receipts: 'second' },
  'receipt-late': { receipts: { delay: 60_000 } },
  'receipt-failed': { receipts: 'failed' },
  'receipt-foreign': { receipts: 'foreign' },
  'payout-failed': { payout: 'failed' },
  'renewal-declined': { renewal: 'declined' },
};

/** True for a name in `SCENARIOS`. */
export function isScenarioName(value: unknown): value is ScenarioName {
  return SCENARIOS.some((scenario) => scenario.name === value);
}

/** True for a name in `SCENARIOS` or `FAULT_SCENARIOS`. */
export function isNamedScenario(value: unknown): value is ScenarioName | FaultScenarioName {
  return isScenarioName(value) || FAULT_SCENARIOS.some((scenario) => scenario.name === value);
}
