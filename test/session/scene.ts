import type { Claim } from '../../src/domain/order/claim.ts';
import type { OrderAnswer } from '../../src/domain/contract/wire.ts';
import type { CheckoutState, StateName } from '../../src/session/checkout-state.ts';
import type { SessionHost } from '../../src/session/session-options.ts';
import { Session } from '../../src/session/session.ts';
import type { Wake } from '../../src/session/world.ts';
import { SignerClient } from '../../src/signer-client/signer-client.ts';
import { settle } from './fake-clock.ts';
import { FakeWorld } from './fake-world.ts';
import { ScriptedSigner } from './scripted-signer.ts';

export const PAGE = 'https://pay.test/p1';

export const claimOf = (uuid = 'order-1', amount = '83.50'): Claim => ({
  currency: 'rub',
  amount,
  uuid,
  description: 'Булочка с маком',
  subscribe: null,
  holdTime: null,
  items: [
    {
      description: 'Булочка с маком',
      quantity: 1,
      price: Number(amount),
      vat_code: 2,
      payment_subject: 1,
      payment_mode: 4,
    },
  ],
});

export interface SceneOptions {
  world?: FakeWorld;
  signer?: ScriptedSigner;
  /** the result of `leave`: true if the page is being left */
  leaves?: boolean;
  /** runs whenever the state changes, as a merchant's listener does */
  onChange?: (session: Session, state: CheckoutState) => void;
}

/** A session, who shows it, and everything that can be seen of the two. */
export class Scene implements SessionHost {
  readonly world: FakeWorld;
  readonly signer: ScriptedSigner;
  readonly session: Session;
  readonly shown: StateName[] = [];
  readonly left: string[] = [];
  readonly orders: OrderAnswer[] = [];
  readonly #options: SceneOptions;

  constructor(options: SceneOptions = {}) {
    this.#options = options;
    this.world = options.world ?? new FakeWorld();
    this.signer = options.signer ?? new ScriptedSigner(this.world.now);
    this.session = new Session({
      client: new SignerClient(this.signer, this.world.sleep),
      scope: 'https://shop.test/kvit',
      world: this.world,
      host: this,
      payPages: { hosts: ['pay.test'] },
    });
  }

  get state(): CheckoutState {
    return this.session.state;
  }

  get name(): StateName {
    return this.state.name;
  }

  changed(state: CheckoutState): void {
    this.shown.push(state.name);
    this.#options.onChange?.(this.session, state);
  }

  repriced(order: OrderAnswer): void {
    this.orders.push(order);
  }

  leave(paymentUrl: string): boolean {
    this.left.push(paymentUrl);
    return this.#options.leaves ?? true;
  }

  async start(uuid: string | null = 'order-1'): Promise<this> {
    this.session.start(uuid);
    await settle();
    return this;
  }

  async pay(claim = claimOf()): Promise<this> {
    void this.session.pay(claim);
    await settle();
    return this;
  }

  async check(): Promise<void> {
    this.session.check();
    await settle();
  }

  async wake(wake: Wake = 'look'): Promise<void> {
    this.world.wake(wake);
    await settle();
  }

  pass(ms: number): Promise<void> {
    return this.world.clock.pass(ms);
  }

  /** Closes this page and opens it again: all that is left is what the browser kept. */
  async reload(uuid: string | null = 'order-1'): Promise<Scene> {
    this.session.stop();
    const { signer } = this;
    const { clock, disk } = this.world;
    const world = new FakeWorld({ clock, disk, name: 'reloaded' });
    return new Scene({ ...this.#options, world, signer }).start(uuid);
  }
}
