/** What can be rehearsed. A payment keeps the scenario it was created under; network faults follow the current one. */
export const SCENARIOS = [
  { name: 'paid', description: 'The buyer pays and the payment succeeds.' },
  { name: 'declined', description: 'Paying ends in an error (status 4).' },
  { name: 'cancelled', description: 'Paying ends in a cancellation (status 2).' },
  {
    name: 'held',
    description: 'Paying only holds the money (status 5) until the shop captures or cancels it.',
  },
  { name: 'slow', description: 'Paying stays in processing for 5 s; every API answer takes 1.5 s.' },
  { name: 'endless', description: 'Paying stays in processing (status 1) for ever.' },
  {
    name: 'lost-answer',
    description: 'A payment is created, but the answer is lost; a second try for the same cart answers.',
  },
  { name: 'late-success', description: 'Paying fails (status 4), then turns out paid after 6 s.' },
  { name: 'error-500', description: 'Every API call answers 500.' },
  { name: 'html', description: 'Every API call answers 200 with an HTML page, as a captive portal does.' },
  { name: 'no-receipt', description: 'The payment succeeds, but its receipt never appears.' },
] as const;

export type ScenarioName = (typeof SCENARIOS)[number]['name'];

/** Whether a value from outside names a scenario. */
export function isScenarioName(value: unknown): value is ScenarioName {
  return SCENARIOS.some((scenario) => scenario.name === value);
}
