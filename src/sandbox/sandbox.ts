import { Api } from './api.ts';
import { type CallbackAttempt, Callbacks } from './callbacks.ts';
import { type SandboxClock, systemClock } from './clock.ts';
import { Control, type PaymentReport } from './control.ts';
import { Entropy } from './entropy.ts';
import { Gateway } from './gateway.ts';
import { HostedPages } from './hosted-pages.ts';
import { missingPage } from './page.ts';
import { Register } from './register.ts';
import { isScenarioName, type ScenarioName } from './scenario.ts';

const RECEIPT_DELAY_MS = 2_000;

export interface SandboxOptions {
  /** The shop's number, a positive integer. */
  readonly shopId: number;
  /** The secret that goes into `sign`. */
  readonly secret: string;
  /** The key that every API call carries as a bearer token. */
  readonly apiKey: string;
  /** Where callbacks are sent. Without it none are. */
  readonly callbackUrl?: string | undefined;
  /** What happens to payments and calls, `paid` unless told otherwise. */
  readonly scenario?: ScenarioName | undefined;
  /** Milliseconds from a payment to its receipt, 2000 unless told otherwise. */
  readonly receiptDelay?: number | undefined;
  /** Makes addresses and fiscal numbers the same on every run. Without it they cannot be guessed. */
  readonly seed?: string | number | undefined;
  /** The origin of the hosted pages, if it is not the one that API calls come to. */
  readonly baseUrl?: string | undefined;
  readonly clock?: SandboxClock | undefined;
  /** Sends the callbacks. A shop's own handler fits, and nothing leaves the process. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** A UrlPay of one's own, in memory. */
export interface Sandbox {
  /**
   * Serves the API under `/api`, the payment page under `/pay`, receipts under `/ofd`, the switches under `/_sandbox`.
   * @throws LostAnswerError, a TypeError, when the scenario loses an answer; the reason of `request.signal` when it aborts.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** What happens from now on; payments that exist keep the scenario they were created under. */
  scenario: ScenarioName;
  /** Where callbacks go from now on; null stops them. */
  callbackUrl: string | null;
  /** Every callback that was sent, oldest first. */
  readonly callbacks: readonly CallbackAttempt[];
  /** Every payment, oldest first. */
  payments(): readonly PaymentReport[];
  /** Resolves when no callback is on its way. */
  settled(): Promise<void>;
}

/**
 * Makes a local UrlPay that speaks the gateway's API, shows its payment page and plays the scenarios a shop must survive.
 * @throws TypeError when an option makes no sense.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  checkOptions(options);
  const { shopId, secret, apiKey, clock = systemClock } = options;
  const baseUrl = options.baseUrl === undefined ? null : new URL(options.baseUrl).origin;
  const gateway = createGateway(options, clock);
  const api = new Api(gateway, { shopId, secret, apiKey, baseUrl });
  const pages = new HostedPages(gateway, shopId);
  const control = new Control(gateway);

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/api/')) return await api.answer(request);
    if (pathname.startsWith('/_sandbox/')) return await control.answer(request);
    if (pathname.startsWith('/pay/') || pathname.startsWith('/ofd/')) return await pages.answer(request);
    return await missingPage();
  }

  return {
    fetch: (request) => untilAborted(request.signal, () => answer(request)),
    get scenario() {
      return gateway.scenario;
    },
    set scenario(name) {
      checkScenario(name);
      gateway.scenario = name;
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
    payments: () => control.payments(),
    settled: () => gateway.callbacks.settled(),
  };
}

function createGateway(options: SandboxOptions, clock: SandboxClock): Gateway {
  const { callbackUrl = null, scenario = 'paid', receiptDelay = RECEIPT_DELAY_MS, seed } = options;
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const entropy = new Entropy(seed);
  return new Gateway({
    clock,
    entropy,
    scenario,
    register: new Register({ entropy, delay: receiptDelay, openedAt: clock.now() }),
    callbacks: new Callbacks({ clock, fetch: send, url: callbackUrl }),
  });
}

function checkOptions(options: SandboxOptions): void {
  const { shopId, secret, apiKey, callbackUrl, scenario = 'paid', receiptDelay = 0, baseUrl } = options;
  if (!Number.isSafeInteger(shopId) || shopId <= 0) throw new TypeError('shopId must be a positive integer');
  if (typeof secret !== 'string' || secret === '') throw new TypeError('secret must be a non-empty string');
  if (typeof apiKey !== 'string' || apiKey === '') throw new TypeError('apiKey must be a non-empty string');
  if (!(Number.isFinite(receiptDelay) && receiptDelay >= 0)) {
    throw new TypeError('receiptDelay must be a number of milliseconds');
  }
  checkScenario(scenario);
  if (callbackUrl !== undefined) checkUrl('callbackUrl', callbackUrl);
  if (baseUrl !== undefined) checkUrl('baseUrl', baseUrl);
}

function checkScenario(name: unknown): void {
  if (!isScenarioName(name)) throw new TypeError(`there is no scenario ${JSON.stringify(name)}`);
}

function checkUrl(option: string, text: string): void {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new TypeError(`${option} must be an absolute http or https address`);
  }
}

// In one process there is no socket to close, so a client's own timeout has to be heeded here.
async function untilAborted(signal: AbortSignal, answer: () => Promise<Response>): Promise<Response> {
  signal.throwIfAborted();
  const listening = new AbortController();
  const aborted = new Promise<Event>((resolve) => {
    signal.addEventListener('abort', resolve, { signal: listening.signal });
  });
  try {
    return await Promise.race([
      answer(),
      aborted.then((): never => {
        throw signal.reason;
      }),
    ]);
  } finally {
    listening.abort();
  }
}
