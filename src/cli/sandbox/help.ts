import { MAGIC_AMOUNTS } from '../../sandbox/scenario/magic-amounts.ts';
import { OPERATIONS } from '../../sandbox/scenario/operation.ts';
import { FAULT_SCENARIOS, SCENARIOS } from '../../sandbox/scenario/scenario.ts';
import {
  ANSWER_FAULT_NAMES,
  CALLBACK_FAULT_NAMES,
  COURSES,
  FAULT_STATUSES,
  FORGERIES,
  PAYOUT_COURSES,
  RECEIPT_FAULT_NAMES,
  RENEWAL_FAULTS,
} from '../../sandbox/scenario/script.ts';

/** The text of `kvit sandbox --help`. */
export const HELP = `Usage: kvit sandbox [options]

A local UrlPay for development and tests: all 22 operations under /api, a payment page, receipts,
callbacks, subscriptions, payouts, and the faults of a gateway.

  --port <number>          the port on 127.0.0.1; 0 takes any free port (4010)
  --shop-id <number>       the shop's number (5)
  --secret <text>          the secret that signs requests (test_secret)
  --api-key <text>         the key of API calls (test_key)
  --callback-url <url>     the address of callbacks (none)
  --scenario <name>        the behaviour of payments and calls, from the lists below (paid)
  --script <json>          the same, call by call: {"create":["lost-after","ok"],"callback":"doubled"}
  --magic                  the kopecks of a sum choose its scenario, from the table below (off)
  --receipt-delay <ms>     the time from a payment to its receipt (2000)
  --payout-delay <ms>      the time of a payout in pending, and again in processing (30000)
  --balance <roubles>      the shop's balance before its first payment (0.00)
  --seed <text>            makes addresses and fiscal numbers repeatable
  --help                   shows this help

Scenarios for --scenario, outcomes of a payment:
${scenarioList(SCENARIOS)}

Scenarios for --scenario, faults of the gateway:
${scenarioList(FAULT_SCENARIOS)}

Scripts for --script; a single value holds for every call, a list gives each call its next value:
${wrapped('  ', [...OPERATIONS, 'and all for the rest:'])}
${entry('', [
  ...ANSWER_FAULT_NAMES,
  `a status (${FAULT_STATUSES.join(' ')})`,
  '{"status","after","retryAfter"}',
  '{"slow":ms}',
  '{"stale":ms}',
  '{"shows":status}',
])}
${entry('callback', [...CALLBACK_FAULT_NAMES, '{"late":ms}', '{"early":ms}'])}
${entry('forge', [...FORGERIES])}: a forged callback a second after a payment is created
${entry('outcome', [...COURSES, '{"steps":[{"after":ms,"status":number}]}'])}
${entry('receipts', [...RECEIPT_FAULT_NAMES, '{"delay":ms}'])}
${entry('payout', PAYOUT_COURSES)}
${entry('renewal', RENEWAL_FAULTS)}

Magic amounts for --magic, by the kopecks of the sum (1500.06 is declined and then paid):
${magicList()}

Control routes of a running sandbox; GET /_sandbox lists all of them:
  PUT  /_sandbox/scenario                {"scenario": name or script}
  POST /_sandbox/clock                   {"advance": ms}: brings receipts, renewals, payouts, ends of holds
  POST /_sandbox/payments/{id}/outcome   {"outcome": "pay"}: plays the buyer without the page
  POST /_sandbox/callbacks               {"id": 1, "forge": "amount"}: sends a true or forged callback
`;

/** One line for each scenario of a list. */
export function scenarioList(scenarios: readonly { name: string; description: string }[]): string {
  return scenarios.map(({ name, description }) => `  ${name.padEnd(22)} ${description}`).join('\n');
}

function magicList(): string {
  const entries = Object.entries(MAGIC_AMOUNTS).sort(([a], [b]) => Number(a) - Number(b));
  return entries.map(([ending, name]) => `  .${ending}  ${name}`).join('\n');
}

/** A row of the table of scripts: a name and the values that it takes. */
function entry(name: string, values: readonly string[]): string {
  const indent = ' '.repeat(17);
  return `  ${name.padEnd(15)}${wrapped(indent, values).trimStart()}`;
}

/** Values with commas between them, in lines of at most 104 characters. */
function wrapped(indent: string, values: readonly string[]): string {
  const lines = [''];
  for (const [index, value] of values.entries()) {
    const item = index === values.length - 1 ? value : `${value},`;
    const line = lines.at(-1) ?? '';
    if (indent.length + line.length + item.length < 104) lines[lines.length - 1] = `${line} ${item}`.trim();
    else lines.push(item);
  }
  return lines.map((line) => indent + line).join('\n');
}
