import { MAGIC_AMOUNTS } from '../../sandbox/scenario/magic-amounts.ts';
import { FAULT_SCENARIOS, SCENARIOS } from '../../sandbox/scenario/scenario.ts';

/** What `kvit sandbox --help` prints. */
export const HELP = `Usage: kvit sandbox [options]

A local UrlPay for development and tests: all 22 operations under /api, a page to pay on, receipts,
callbacks, subscriptions, payouts, and every way to fail.

  --port <number>          where to listen on 127.0.0.1; 0 takes any free port (4010)
  --shop-id <number>       the shop's number (5)
  --secret <text>          the secret that requests are signed with (test_secret)
  --api-key <text>         the key that requests carry (test_key)
  --callback-url <url>     where to send callbacks (none)
  --scenario <name>        what happens to payments and calls, from the lists below (paid)
  --script <json>          the same, call by call: {"create":["lost-after","ok"],"callback":"doubled"}
  --magic                  the kopecks of a sum choose its scenario, from the table below (off)
  --receipt-delay <ms>     how long a receipt takes (2000)
  --payout-delay <ms>      how long a payout stays pending, and then in processing (30000)
  --balance <roubles>      what the shop has before its first payment (0.00)
  --seed <text>            makes addresses and fiscal numbers repeatable
  --help                   shows this

Scenarios of --scenario, of what the buyer's payment does:
${scenarioList(SCENARIOS)}

Scenarios of --scenario, of what the gateway does wrong:
${scenarioList(FAULT_SCENARIOS)}

Scripts of --script, each value or list of values consumed call by call:
  create, list, get, capture, release, refund, receipt, subscriptions, unsubscribe, askCallback,
  balances, payoutList, payoutCreate, payoutBulk, payoutStatistics, payoutCurrencies, payoutTypes,
  payoutStatuses, payoutByExternalId, payoutGet, payoutUpdate, payoutCancel, and all for the rest:
                 ok, lost-before, lost-after, lost-once, html, html-after, truncated, reset, a status
                 (400 401 403 404 422 429 500 502 503), {"status","after","retryAfter"}, {"slow":ms},
                 {"stale":ms}, {"shows":status}
  callback       ok, lost, doubled, late, early, forged-uuid, forged-amount, forged-id, forged-word,
                 {"late":ms}, {"early":ms}
  forge          none, unpaid, uuid, amount, id: a lie a second after a payment is created
  outcome        paid, declined, cancelled, held, held-6, slow, endless, late-success,
                 late-success-cancelled, regress, unknown-status, {"steps":[{"after":ms,"status":number}]}
  receipts       ok, none, second, failed, foreign, {"delay":ms}
  payout         completed, failed, stuck, pending
  renewal        ok, same-uuid, declined

Magic amounts of --magic, by the kopecks of the sum (1500.06 is declined and then paid):
${magicList()}

Switches while it runs, all listed by GET /_sandbox:
  PUT  /_sandbox/scenario                {"scenario": name or script}
  POST /_sandbox/clock                   {"advance": ms}: receipts, renewals, payouts, holds come due
  POST /_sandbox/payments/{id}/outcome   {"outcome": "pay"}: plays the buyer without the page
  POST /_sandbox/callbacks               {"id": 1, "forge": "amount"}: sends a callback, true or forged
`;

/** The scenarios of a list, a line each. */
export function scenarioList(scenarios: readonly { name: string; description: string }[]): string {
  return scenarios.map(({ name, description }) => `  ${name.padEnd(22)} ${description}`).join('\n');
}

function magicList(): string {
  const entries = Object.entries(MAGIC_AMOUNTS).sort(([a], [b]) => Number(a) - Number(b));
  return entries.map(([ending, name]) => `  .${ending}  ${name}`).join('\n');
}
