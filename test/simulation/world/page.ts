import type { Claim } from '../../../src/domain/order/claim.ts';
import type { OrderAnswer } from '../../../src/domain/contract/wire.ts';
import type { Session } from '../../../src/session/session.ts';
import type { SessionHost } from '../../../src/session/session-options.ts';
import type { CheckoutState } from '../../../src/session/checkout-state.ts';
import type { Wake, World } from '../../../src/session/world.ts';
import type { BrowserStorage } from './browser-storage.ts';
import { GATEWAY } from './gateway.ts';
import type { EntryOf, Facts, Trace } from '../trace/trace.ts';
import type { Kit } from '../engine/kit.ts';
import type { Random } from '../engine/random.ts';
import { networkError, never, toResponse, type Reply } from './reply.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import { SHOP } from './shop.ts';
import type { TabLocks } from './tab-locks.ts';

export interface PageOptions {
  readonly id: number;
  readonly kit: Kit;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly trace: Trace;
  readonly storage: BrowserStorage;
  readonly claim: Claim;
  /** Opens payment pages in a new tab. */
  readonly blank: boolean;
  readonly online: () => boolean;
  /** Offset of the browser’s clock, milliseconds. */
  readonly offset: () => number;
  readonly send: (page: Page, call: Call) => Promise<Reply>;
  readonly leaving: (page: Page, url: string, blank: boolean) => void;
  readonly wrote: (page: Page) => void;
  readonly hinted: (page: Page) => void;
  readonly locks: TabLocks;
}

export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

type Act = EntryOf<'acted'>['act'];

/** One load of a shop's page: the real session over simulated time, network and storage. */
export class Page implements World, SessionHost {
  readonly id: number;
  readonly session: Session;
  claim: Claim;
  mounted = false;
  sleeping = 0;
  readonly #options: PageOptions;
  readonly #storage: NonNullable<World['storage']>;
  readonly #listeners = new Set<(wake: Wake) => void>();
  #life: 'live' | 'frozen' | 'dead' = 'live';
  #visible = true;
  #suspended: (() => void)[] = [];
  #calls = 0;

  constructor(options: PageOptions) {
    const { kit, id, storage, claim } = options;
    this.#options = options;
    this.id = id;
    this.claim = claim;
    this.#storage = storage.viewFor(() => {
      this.#record('kept', { page: id });
      options.wrote(this);
    });
    const base = `${SHOP}/kvit`;
    const signer = kit.httpSignerApi({ base, fetch: this.fetch, now: () => this.now() });
    this.session = new kit.Session({
      client: new kit.SignerClient(signer, (ms, signal) => this.sleep(ms, signal)),
      scope: base,
      world: this,
      host: this,
      payPages: { hosts: [new URL(GATEWAY).host] },
    });
  }

  get state(): CheckoutState['name'] {
    return this.session.state.name;
  }

  /** True if the buyer can use the page. */
  get usable(): boolean {
    return this.life === 'live' && this.mounted;
  }

  get life(): 'live' | 'frozen' | 'dead' {
    return this.#life;
  }

  set life(life: 'live' | 'frozen' | 'dead') {
    this.#life = life;
    this.#options.locks.reassign();
  }

  get visible(): boolean {
    return this.#visible;
  }

  set visible(visible: boolean) {
    this.#visible = visible;
    this.#options.locks.reassign();
  }

  get seen(): boolean {
    return this.visible && this.life === 'live';
  }

  // World

  now(): number {
    return this.#options.scheduler.now + this.#options.offset();
  }

  random(): number {
    return this.#options.random.next();
  }

  uuid(): string {
    return `key-${this.id}-${this.#options.random.between(1, 2 ** 40)}`;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.sleeping += 1;
    const wake = (resolve: () => void) => this.#whenLive(resolve);
    return this.#options.scheduler.sleep(ms, signal, wake).finally(() => {
      this.sleeping -= 1;
    });
  }

  readonly fetch: typeof fetch = (input, init) => this.#fetch(input as string, init ?? {});

  get storage(): World['storage'] {
    if (this.#options.storage.blocked) throw new DOMException('blocked', 'SecurityError');
    return this.#storage;
  }

  awake(): boolean {
    return this.seen && this.#options.online();
  }

  onWake(listener: (wake: Wake) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  hint(): void {
    this.#options.hinted(this);
  }

  takeTurns: World['takeTurns'] = (name, changed, signal) =>
    this.#options.locks.request(this, name, changed, signal);

  // SessionHost

  changed({ name, ...rest }: CheckoutState): void {
    const receipts = 'receipts' in rest ? rest.receipts : [];
    const { uuid = null, id = null } = this.session.current ?? {};
    this.#record('shown', { page: this.id, state: name, order: uuid, handle: id, receipts });
  }

  repriced({ uuid, description, amount, items }: OrderAnswer): void {
    // The element shows the correct order, and the next press claims it.
    this.claim = { ...this.claim, uuid, description, amount: String(amount), items: items as Claim['items'] };
  }

  leave(url: string): boolean {
    this.#record('left', { page: this.id, url });
    this.#options.leaving(this, url, this.#options.blank);
    return !this.#options.blank;
  }

  // Acts of the buyer and the browser

  start(uuid: string | null): void {
    this.mounted = true;
    this.#act('start');
    this.session.start(uuid);
  }

  /** The element is removed from the page. */
  stop(): void {
    this.session.stop();
    this.mounted = false;
    this.#act('stop');
  }

  press(): void {
    this.#act('pay');
    void this.session.pay(this.claim);
  }

  check(): void {
    this.#act('check');
    this.session.check();
  }

  reset(): void {
    this.#act('reset');
    this.session.reset();
  }

  proceed(): void {
    this.session.proceed();
  }

  wake(wake: Wake): void {
    if (this.life !== 'live') return;
    const before = this.session.current?.id;
    // A page that returns from the cache asks again; its state may go back without a violation.
    if (wake === 'back' || this.state === 'redirecting') this.#act('adopt');
    for (const listener of this.#listeners) listener(wake);
    if (before !== this.session.current?.id) this.#act('adopt');
  }

  freeze(): void {
    if (this.life === 'live') this.life = 'frozen';
  }

  /** Returns from the page cache and runs everything that became due meanwhile. */
  thaw(): void {
    if (this.life !== 'frozen') return;
    this.life = 'live';
    const suspended = this.#suspended;
    this.#suspended = [];
    for (const go of suspended) go();
    this.wake('back');
  }

  /** Records the timers and listeners left in a page without its element. */
  auditIdle(): void {
    if (this.mounted || this.life !== 'live') return;
    this.#record('idle', { page: this.id, sleeping: this.sleeping, listening: this.#listeners.size });
  }

  #act(act: Act): void {
    this.#record('acted', { page: this.id, act });
  }

  #record<K extends 'asked' | 'ended' | 'shown' | 'left' | 'acted' | 'kept' | 'idle'>(
    kind: K,
    facts: Facts[K],
  ): void {
    if (this.life !== 'dead') this.#options.trace.record(kind, facts);
  }

  #whenLive(go: () => void): void {
    if (this.life === 'live') go();
    else if (this.life === 'frozen') this.#suspended.push(go);
  }

  async #fetch(url: string, { method = 'GET', headers, body, signal }: RequestInit): Promise<Response> {
    this.#calls += 1;
    const call = this.#calls;
    const sent = { ...(headers as Record<string, string>), Origin: SHOP, 'Sec-Fetch-Site': 'same-origin' };
    const key = (sent as Record<string, string>)['Idempotency-Key'] ?? null;
    const path = url.slice(`${SHOP}/kvit`.length);
    this.#record('asked', { page: this.id, call, method, path, key, awake: this.awake() });
    const end = (how: EntryOf<'ended'>['how']) => this.#record('ended', { page: this.id, call, how });
    signal?.addEventListener('abort', () => end('abort'), { once: true });
    if (!this.#options.online()) {
      end('error');
      throw networkError();
    }
    try {
      const text = typeof body === 'string' ? body : '';
      const reply = await this.#options.send(this, { method, url, headers: sent, body: text });
      await this.#live();
      if (signal?.aborted) return await never();
      end('answer');
      return toResponse(reply);
    } catch (error) {
      await this.#live();
      end('error');
      throw error;
    }
  }

  #live(): Promise<void> {
    return new Promise((resolve) => this.#whenLive(resolve));
  }
}
