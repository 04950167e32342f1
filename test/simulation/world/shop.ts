import type { Alert, OrderInput, PaidEvent } from '../../../src/server/index.ts';
import type { Claim } from '../../../src/domain/order/claim.ts';
import type { Trace } from '../trace/trace.ts';
import type { Random } from '../engine/random.ts';

export const SHOP = 'https://shop.test';
export const SHOP_ID = 5;
export const SECRET = 'canary-secret-7Qx';
export const API_KEY = 'canary-key-9Zt';
export const CALLBACK_SECRET = 'canary-callback-4Lm';
export const CALLBACK_URL = `${SHOP}/kvit/callback/${CALLBACK_SECRET}`;

/** Kopecks and thousandths as integers: the oracle must not share a float with the kit. */
interface Line {
  readonly price: bigint;
  readonly quantity: bigint;
}

/** An order of the merchant. A new version is a changed cart. */
export class ShopOrder {
  readonly uuid: string;
  readonly holdTime: number | null;
  version = 0;
  readonly #lines: readonly Line[];

  constructor(uuid: string, random: Random) {
    this.uuid = uuid;
    this.holdTime = random.chance(0.15) ? 86_400 : null;
    const more = Array.from({ length: random.between(0, 1) }, () => ({
      price: BigInt(random.between(1, 99_999)),
      quantity: BigInt(random.between(1, 5000)),
    }));
    // A whole quantity, so that every version has a different sum.
    this.#lines = [{ price: BigInt(random.between(100, 200_000)), quantity: 1000n }, ...more];
  }

  get #current(): readonly Line[] {
    return this.#lines.map((line, index) =>
      index === 0 ? { ...line, price: line.price + BigInt(this.version) * 700n } : line,
    );
  }

  get amount(): bigint {
    return this.#current.reduce((sum, { price, quantity }) => sum + (price * quantity + 500n) / 1000n, 0n);
  }

  get input(): OrderInput & Pick<Claim, 'items' | 'subscribe' | 'holdTime'> {
    return {
      uuid: this.uuid,
      description: `Заказ ${this.uuid}`,
      currency: 'rub',
      amount: decimal(this.amount, 2),
      items: this.#current.map(({ price, quantity }, index) => ({
        description: `Булочка ${index + 1}`,
        quantity: Number(decimal(quantity, 3)),
        price: Number(decimal(price, 2)),
        vat_code: 2,
        payment_subject: 1,
        payment_mode: 4,
        measurement_unit: 0,
      })),
      subscribe: null,
      holdTime: this.holdTime,
    };
  }

  /** The claim of a page that shows the current version. */
  get claim(): Claim {
    const { uuid, description, items, subscribe, holdTime } = this.input;
    const amount = decimal(this.amount, 2);
    const website_url = `${SHOP}/thanks`;
    return { currency: 'rub', amount, uuid, description, website_url, subscribe, holdTime, items };
  }
}

function decimal(parts: bigint, places: number): string {
  const text = String(parts).padStart(places + 1, '0');
  return `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** The merchant: its price list and its handlers. */
export class Shop {
  readonly orders: readonly ShopOrder[];
  readonly #trace: Trace;

  constructor(random: Random, trace: Trace) {
    this.#trace = trace;
    const count = random.chance(0.25) ? 2 : 1;
    this.orders = Array.from({ length: count }, (_, index) => new ShopOrder(`order-${index + 1}`, random));
    for (const order of this.orders) this.#publish(order);
  }

  find(uuid: string): ShopOrder | undefined {
    return this.orders.find((order) => order.uuid === uuid);
  }

  changePrice(order: ShopOrder): void {
    order.version += 1;
    this.#publish(order);
  }

  paid(process: number, event: PaidEvent): void {
    this.#trace.record('paid', { process, event });
  }

  alerted(process: number, alert: Alert): void {
    this.#trace.record('alerted', { process, alert });
  }

  #publish({ uuid, version, amount }: ShopOrder): void {
    this.#trace.record('priced', { order: uuid, version, amount: Number(amount) });
  }
}
