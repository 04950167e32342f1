import { Api } from './api/api.ts';
import { PaymentRoutes } from './api/payment-routes.ts';
import { PayoutRoutes } from './api/payout-routes.ts';
import { AdjustableClock } from './clock/adjustable-clock.ts';
import { systemClock } from './clock/sandbox-clock.ts';
import { isAdvance, LONGEST_ADVANCE_MS } from './control/clock-control.ts';
import { ControlApi } from './control/control-api.ts';
import { type PaymentReport, Reports, type SubscriptionReport } from './control/report.ts';
import { HostedPages } from './pages/hosted-pages.ts';
import { missingPage } from './pages/page.ts';
import { type CallbackAttempt, CallbackSender } from './payments/callback-sender.ts';
import { CashRegister } from './payments/cash-register.ts';
import { Gateway } from './payments/gateway.ts';
import { actOn, isPaymentAct, PAYMENT_ACTS, type PaymentAct } from './payments/payment-act.ts';
import type { PayoutJson } from './payouts/payout.ts';
import { Payouts } from './payouts/payouts.ts';
import { RequestQueue } from './requests/request-queue.ts';
import { untilAborted } from './requests/until-aborted.ts';
import { checkOptions, type CheckedOptions, type SandboxOptions } from './sandbox-options.ts';
import type { Scenario } from './scenario/scenario.ts';
import { ScenarioPlayer } from './scenario/scenario-player.ts';
import { SeededRandom } from './values/seeded-random.ts';
import { isWebAddress } from './values/web-address.ts';

/**
 * A local UrlPay in memory. It handles requests in the order of their arrival, so one seed, one clock and the same requests give
 * the same answers, byte by byte.
 */
export interface Sandbox {
  /**
   * Serves the API under `/api`, the payment page under `/pay`, receipts under `/ofd`, the control routes under `/_sandbox`.
   * @throws LostAnswerError, a TypeError, if the scenario loses the answer; the reason of `request.signal` if it aborts.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /**
   * The scenario of later calls and payments; existing payments keep theirs. Setting it starts it from its beginning.
   * @throws TypeError on setting an unknown scenario or a malformed script.
   */
  scenario: Scenario;
  /** The address of later callbacks; null stops them. @throws TypeError on setting anything but an http or https address. */
  callbackUrl: string | null;
  /** Every callback sent, oldest first. */
  readonly callbacks: readonly CallbackAttempt[];
  /** Every payment, oldest first. */
  payments(): readonly PaymentReport[];
  /** Every subscription, oldest first. */
  subscriptions(): readonly SubscriptionReport[];
  /** Every payout, oldest first. */
  payouts(): readonly PayoutJson[];
  /** Plays the buyer, the shop or the bank. @throws TypeError for an unknown payment or an act that its status does not allow. */
  act(id: number, act: PaymentAct): PaymentReport;
  /** The sandbox's time, milliseconds since the epoch. */
  now(): number;
  /** Moves the sandbox's clock forward. @returns the number of timers that ran. @throws TypeError unless `ms` is an integer from 0 to ten years. */
  advance(ms: number): number;
  /** Resolves once every callback under way is answered or given up. Callbacks due later do not count. */
  settled(): Promise<void>;
}

interface Parts {
  readonly clock: AdjustableClock;
  readonly gateway: Gateway;
  readonly player: ScenarioPlayer;
  readonly payouts: Payouts;
  readonly api: Api;
  readonly pages: HostedPages;
  readonly control: ControlApi;
  readonly reports: Reports;
}

/**
 * Creates a local UrlPay: its API, its payment page, its callbacks and the scenarios that a shop must survive.
 * @throws TypeError that names the wrong or unknown option.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const parts = createParts(checkOptions(options));
  const { clock, gateway, player, payouts, reports } = parts;
  const queue = new RequestQueue();
  const caughtUp = () => clock.catchUp();
  return {
    fetch: (request) => untilAborted(request.signal, (aborted) => answer(parts, queue, request, aborted)),
    get scenario() {
      return player.scenario;
    },
    set scenario(scenario) {
      player.scenario = scenario;
    },
    get callbackUrl() {
      return gateway.callbacks.url;
    },
    set callbackUrl(url) {
      if (url !== null && !isWebAddress(url)) {
        throw new TypeError('callbackUrl must be an absolute http or https address');
      }
      gateway.callbacks.url = url;
    },
    get callbacks() {
      return gateway.callbacks.log;
    },
    payments: () => (caughtUp(), reports.payments()),
    subscriptions: () => (caughtUp(), reports.subscriptions()),
    payouts: () => payouts.all().map((payout) => payout.toJson(clock.now())),
    act: (id, act) => (caughtUp(), actNow(parts, id, act)),
    now: () => clock.now(),
    advance: (ms) => advance(clock, ms),
    settled: () => gateway.callbacks.settled(),
  };
}

function createParts(options: CheckedOptions): Parts {
  const { shopId, secret, apiKey, openingBalance, baseUrl = null } = options;
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const clock = new AdjustableClock(options.clock ?? systemClock);
  const random = new SeededRandom(options.seed);
  const gateway = new Gateway({
    clock,
    random,
    register: new CashRegister({ random, delay: options.receiptDelay, openedAt: clock.now() }),
    callbacks: new CallbackSender({ clock, fetch: send, url: options.callbackUrl }),
  });
  const player = new ScenarioPlayer(options.scenario, options.magicAmounts);
  const payouts = new Payouts({ gateway, shopId, openingBalance, stage: options.payoutDelay });
  const runFor = (amount: bigint) => player.runFor(amount);
  const paymentRoutes = new PaymentRoutes(gateway, { shop: { shopId, secret }, baseUrl, runFor });
  const payoutRoutes = new PayoutRoutes(payouts, () => player.run);
  const reports = new Reports(gateway);
  const routes = [...paymentRoutes.routes, ...payoutRoutes.routes];
  return {
    clock,
    gateway,
    player,
    payouts,
    api: new Api({ gateway, player, apiKey, routes }),
    pages: new HostedPages(gateway, shopId),
    control: new ControlApi({ gateway, player, payouts, reports }),
    reports,
  };
}

// A body that never ends holds up later requests only until its sender aborts.
async function answer(
  parts: Parts,
  queue: RequestQueue,
  request: Request,
  aborted: Promise<never>,
): Promise<Response> {
  const reading = Promise.race([request.text(), aborted]);
  const { response, delay } = await queue.inTurn(reading, (text) => handle(parts, request, text));
  if (delay > 0) await parts.clock.sleep(delay, 'answer');
  return response;
}

function handle({ clock, api, control, pages }: Parts, request: Request, text: string) {
  clock.catchUp();
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/api/')) return api.answer(request, text);
  if (/^\/_sandbox(\/|$)/.test(pathname)) return { response: control.answer(request, text), delay: 0 };
  const isPage = pathname.startsWith('/pay/') || pathname.startsWith('/ofd/');
  return { response: isPage ? pages.answer(request, text) : missingPage(), delay: 0 };
}

function actNow({ gateway, reports }: Parts, id: number, act: PaymentAct): PaymentReport {
  const payment = gateway.find(String(id));
  if (payment === null) throw new TypeError(`there is no payment ${id}`);
  if (!isPaymentAct(act)) throw new TypeError(`act must be one of ${PAYMENT_ACTS.join(', ')}`);
  const problem = actOn(gateway, payment, act);
  if (problem !== null) throw new TypeError(problem);
  return reports.payment(payment);
}

function advance(clock: AdjustableClock, ms: number): number {
  if (!isAdvance(ms)) throw new TypeError(`ms must be an integer from 0 to ${LONGEST_ADVANCE_MS}`);
  return clock.advance(ms);
}
