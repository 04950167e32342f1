import { Api } from './api/api.ts';
import { RequestQueue } from './clock/request-queue.ts';
import { isWebAddress } from './control/callback-control.ts';
import { type CallbackAttempt, CallbackSender } from './payments/callback-sender.ts';
import { type SandboxClock, systemClock } from './clock/sandbox-clock.ts';
import { isAdvance, LONGEST_ADVANCE_MS } from './control/clock-control.ts';
import { ControlApi } from './control/control-api.ts';
import { ScenarioPlayer } from './scenario/scenario-player.ts';
import { SeededRandom } from './values/seeded-random.ts';
import { Gateway } from './payments/gateway.ts';
import { HostedPages } from './pages/hosted-pages.ts';
import { parseDecimal } from './values/kopecks.ts';
import { missingPage } from './pages/page.ts';
import { actOn, isPaymentAct, PAYMENT_ACTS, type PaymentAct } from './payments/payment-act.ts';
import { PaymentRoutes } from './api/payment-routes.ts';
import type { PayoutJson } from './payouts/payout.ts';
import { PayoutRoutes } from './api/payout-routes.ts';
import { Payouts } from './payouts/payouts.ts';
import { refuseUnknown, type OptionNames } from './values/option-names.ts';
import { CashRegister } from './payments/cash-register.ts';
import { type PaymentReport, Reports, type SubscriptionReport } from './control/report.ts';
import type { Scenario } from './scenario/scenario.ts';
import { AdjustableClock } from './clock/adjustable-clock.ts';

const RECEIPT_DELAY_MS = 2_000;
const PAYOUT_STAGE_MS = 30_000;

export interface SandboxOptions {
  /** The shop's number, a positive integer. */
  readonly shopId: number;
  /** The secret that goes into `sign`. */
  readonly secret: string;
  /** The key that every API call carries as a bearer token. */
  readonly apiKey: string;
  /** Where callbacks are sent. Without it none are. */
  readonly callbackUrl?: string | undefined;
  /** What happens to payments and calls, by name or as a script; `paid` unless told otherwise. */
  readonly scenario?: Scenario | undefined;
  /** Whether the kopecks of a sum choose a scenario, as `MAGIC_AMOUNTS` has it. Off unless asked for. */
  readonly magicAmounts?: boolean | undefined;
  /** Milliseconds from a payment to its receipt, 2000 unless told otherwise. */
  readonly receiptDelay?: number | undefined;
  /** Milliseconds that a payout stays pending, and then in processing; 30 000 unless told otherwise. */
  readonly payoutDelay?: number | undefined;
  /** What the shop has before its first payment, in roubles as the API writes them: `"10000.00"`. Nothing unless told otherwise. */
  readonly openingBalance?: string | undefined;
  /** Makes addresses and fiscal numbers the same on every run. Without it they cannot be guessed. */
  readonly seed?: string | number | undefined;
  /** The origin of the hosted pages, if it is not the one that API calls come to. */
  readonly baseUrl?: string | undefined;
  readonly clock?: SandboxClock | undefined;
  /** Sends the callbacks. A shop's own handler fits, and nothing leaves the process. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

const NAMES: OptionNames<SandboxOptions> = {
  shopId: true,
  secret: true,
  apiKey: true,
  callbackUrl: true,
  scenario: true,
  magicAmounts: true,
  receiptDelay: true,
  payoutDelay: true,
  openingBalance: true,
  seed: true,
  baseUrl: true,
  clock: true,
  fetch: true,
};

/**
 * A UrlPay of one's own, in memory. Requests act in the order in which they come, so that one seed, one clock and the same requests
 * give the same answers to the byte.
 */
export interface Sandbox {
  /**
   * Serves the API under `/api`, the payment page under `/pay`, receipts under `/ofd`, the switches under `/_sandbox`.
   * @throws LostAnswerError, a TypeError, when the scenario loses an answer; the reason of `request.signal` when it aborts.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** What happens from now on; payments that exist keep the scenario they were created under. Setting it starts it anew. */
  scenario: Scenario;
  /** Where callbacks go from now on; null stops them. */
  callbackUrl: string | null;
  /** Every callback that was sent, oldest first. */
  readonly callbacks: readonly CallbackAttempt[];
  /** Every payment, oldest first. */
  payments(): readonly PaymentReport[];
  /** Every subscription, oldest first. */
  subscriptions(): readonly SubscriptionReport[];
  /** Every payout, oldest first. */
  payouts(): readonly PayoutJson[];
  /** Makes something happen to a payment. @throws TypeError when there is no such payment or it cannot happen to it now. */
  act(id: number, act: PaymentAct): PaymentReport;
  /** The sandbox's time, milliseconds since the epoch. */
  now(): number;
  /** Turns the sandbox's own clock on. @returns how many timers fired. @throws TypeError unless `ms` is an integer from 0 to ten years. */
  advance(ms: number): number;
  /** Resolves when no callback is on its way. One that is still to come at a later time is not on its way. */
  settled(): Promise<void>;
}

/** Everything that a sandbox is made of. */
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
 * Makes a local UrlPay that speaks the gateway's API, shows its payment page and plays the scenarios a shop must survive.
 * @throws TypeError when an option makes no sense.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  refuseUnknown(options, NAMES, 'createSandbox');
  checkOptions(options);
  const parts = createParts(options);
  const { clock, gateway, player, payouts, reports } = parts;
  const queue = new RequestQueue();
  const caughtUp = () => clock.catchUp();
  return {
    fetch: (request) => untilAborted(request.signal, (gone) => answer(parts, queue, request, gone)),
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
      if (url !== null) checkUrl('callbackUrl', url);
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

function createParts(options: SandboxOptions): Parts {
  const { shopId, secret, apiKey, callbackUrl = null, magicAmounts = false, scenario = 'paid' } = options;
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const baseUrl = options.baseUrl === undefined ? null : new URL(options.baseUrl).origin;
  const clock = new AdjustableClock(options.clock ?? systemClock);
  const random = new SeededRandom(options.seed);
  const delay = options.receiptDelay ?? RECEIPT_DELAY_MS;
  const gateway = new Gateway({
    clock,
    random,
    register: new CashRegister({ random, delay, openedAt: clock.now() }),
    callbacks: new CallbackSender({ clock, fetch: send, url: callbackUrl }),
  });
  const player = new ScenarioPlayer(scenario, magicAmounts);
  const openingBalance = parseDecimal(options.openingBalance ?? '0', 2) ?? 0n;
  const payouts = new Payouts({
    gateway,
    shopId,
    openingBalance,
    stage: options.payoutDelay ?? PAYOUT_STAGE_MS,
  });
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

// A body that never ends would keep all later requests waiting, but not once its sender has gone.
async function answer(
  parts: Parts,
  queue: RequestQueue,
  request: Request,
  gone: Promise<never>,
): Promise<Response> {
  const reading = Promise.race([request.text(), gone]);
  const { response, delay } = await queue.inTurn(reading, (text) => actOnRequest(parts, request, text));
  if (delay > 0) await parts.clock.sleep(delay, 'answer');
  return response;
}

function actOnRequest({ clock, api, control, pages }: Parts, request: Request, text: string) {
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

function checkOptions(options: SandboxOptions): void {
  const { shopId, secret, apiKey, callbackUrl, baseUrl, openingBalance = '0' } = options;
  if (!Number.isSafeInteger(shopId) || shopId <= 0) throw new TypeError('shopId must be a positive integer');
  if (typeof secret !== 'string' || secret === '') throw new TypeError('secret must be a non-empty string');
  if (typeof apiKey !== 'string' || apiKey === '') throw new TypeError('apiKey must be a non-empty string');
  for (const name of ['receiptDelay', 'payoutDelay'] as const) {
    const delay = options[name] ?? 0;
    if (!(Number.isFinite(delay) && delay >= 0))
      throw new TypeError(`${name} must be a number of milliseconds`);
  }
  if (typeof openingBalance !== 'string' || parseDecimal(openingBalance, 2) === null) {
    throw new TypeError('openingBalance must be a sum in roubles such as "10000.00"');
  }
  if (callbackUrl !== undefined) checkUrl('callbackUrl', callbackUrl);
  if (baseUrl !== undefined) checkUrl('baseUrl', baseUrl);
}

function checkUrl(option: string, text: string): void {
  if (!isWebAddress(text)) throw new TypeError(`${option} must be an absolute http or https address`);
}

// In one process there is no socket to close, so a client's own timeout has to be heeded here.
async function untilAborted(
  signal: AbortSignal,
  answering: (gone: Promise<never>) => Promise<Response>,
): Promise<Response> {
  signal.throwIfAborted();
  const listening = new AbortController();
  const aborted = new Promise<Event>((resolve) => {
    signal.addEventListener('abort', resolve, { signal: listening.signal });
  });
  const gone = aborted.then((): never => {
    throw signal.reason;
  });
  try {
    return await Promise.race([answering(gone), gone]);
  } finally {
    listening.abort();
  }
}
