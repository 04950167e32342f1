import type { Action } from './action.ts';
import type { FaultName } from '../faults/faults.ts';
import type { GatewayPayment } from '../world/gateway.ts';
import type { World } from '../world/world.ts';

const DAY = 86_400_000;

/** An action of the gateway on a random payment in one of these statuses. */
function onPayment(
  fault: FaultName,
  weight: number,
  statuses: readonly number[],
  act: (payment: GatewayPayment, world: World) => Promise<void> | void,
): Action {
  return {
    fault,
    weight,
    run(world) {
      const fitting = world.gateway.payments.filter(({ status }) => statuses.includes(status));
      if (fitting.length === 0) return;
      const payment = world.random.pick(fitting);
      world.faults.record(fault, world.observed.stateOfPayment(payment.id));
      return act(payment, world);
    },
  };
}

function payLate({ id, amount }: GatewayPayment, world: World): void {
  const uuid = world.observed.payments.get(id)?.asked;
  world.gateway.payLate(id);
  if (world.random.chance(0.6))
    world.callbacks.announce({ id, uuid, amount: amount / 100, currency: 'RUB', payment_status: 'success' });
}

/** A stranger who knows the callback's address sends a false callback. */
function forge(world: World): void {
  const { random, observed, gateway, shop, faults } = world;
  const names = [...observed.attempts.keys(), ...shop.orders.map(({ uuid }) => uuid), 'order-9'];
  const uuid = random.pick(names);
  const ids = [...gateway.payments.map(({ id }) => id), 77];
  faults.record('callback forged', observed.stateOf(uuid));
  const body = { id: random.pick(ids), uuid: random.chance(0.8) ? uuid : undefined };
  world.callbacks.send({ ...body, amount: 1, currency: 'RUB', payment_status: 'success' });
}

/** A stranger tries guesses, sequential ids, and real handles at the wrong time. */
function probe(world: World): void {
  const { random, observed, shop, faults } = world;
  const order = random.pick(shop.orders);
  const guesses = ['1', '2', order.uuid, `${order.uuid}.2`, 'A'.repeat(43), ...observed.byHandle.keys()];
  const handle = random.pick(guesses);
  const known = observed.attemptOfHandle(handle);
  faults.record('stranger probes', known?.state ?? observed.stateWithin(order.uuid, random));
  const path = random.pick(['/kvit/payment', '/kvit/receipt', '/kvit/receipt']);
  world.send('GET', path, { 'Kvit-Payment': handle });
}

function reuseKey(world: World): void {
  const { random, observed, faults } = world;
  const pressed = [...observed.exchanges.values()].filter(({ key }) => key !== null);
  if (pressed.length === 0) return;
  const { key, body } = random.pick(pressed);
  const claim = JSON.parse(body) as { uuid: string };
  faults.record('key reused', observed.stateWithin(claim.uuid, random));
  const other = random.chance(0.6) ? claim : { ...claim, language: 'en' };
  world.send('POST', '/kvit/payments', { 'Idempotency-Key': key ?? '' }, JSON.stringify(other));
}

function tamper(world: World): void {
  const { random, shop, observed, faults } = world;
  const order = random.pick(shop.orders);
  faults.record('claim tampered', observed.stateWithin(order.uuid, random));
  const { claim } = order;
  const items = claim.items.slice(0, 1).map((item) => ({ ...item, price: 0.01, quantity: 100 }));
  const cheap = { ...claim, items, amount: '1.00' };
  world.send('POST', '/kvit/payments', {}, JSON.stringify(cheap));
}

function killSigner(world: World): void {
  const { living } = world.signers;
  if (living.length > 0)
    world.random.pick(living).killAfter(world.random.between(1, 8), world.random.chance(0.5));
}

function jump(world: World): void {
  const { random, signers, faults, observed, shop } = world;
  const { living } = signers;
  if (living.length === 0) return;
  const far = random.pick([1000, 20_000, 3_600_000, DAY]);
  random.pick(living).offset += random.chance(0.5) ? far : -far;
  faults.record('clock jump', observed.stateWithin(random.pick(shop.orders).uuid, random));
}

/** The buyer may reload at once and request a page for the new cart while the old page is still open. */
function changePrice({ random, shop, faults, observed, browser, scheduler }: World): void {
  const order = random.pick(shop.orders);
  faults.record('price changes', observed.stateWithin(order.uuid, random));
  shop.changePrice(order);
  const tab = browser.tabs.find((candidate) => candidate.order === order);
  if (!tab || random.chance(0.4)) return;
  browser.reload(tab);
  const { page } = tab;
  // A new page may be requested once the old page is known to be unpaid.
  scheduler.after(random.between(100, 4000), () => {
    if (page.usable && !faults.over) page.press();
  });
}

export const SHOP_ACTIONS: readonly Action[] = [
  { fault: null, weight: 2, run: (world) => world.reconcile() },
  { fault: 'kill', weight: 3, run: killSigner },
  { fault: 'clock jump', weight: 1.5, run: jump },
  {
    fault: 'price changes',
    weight: 6,
    run: changePrice,
  },
  onPayment('old page paid', 8, [0], ({ id }, { gateway, browser }) => {
    const url = [...browser.visited].find((visited) => gateway.idOf(visited) === id);
    return url === undefined ? undefined : gateway.choose(url, 'pay');
  }),
  onPayment('captures', 7, [5], ({ id }, { gateway }) => gateway.settleHold(id, 'PUT')),
  onPayment('gives back a hold', 5, [5], ({ id }, { gateway }) => gateway.settleHold(id, 'DELETE')),
  onPayment('pays late', 7, [2, 4], payLate),
  { fault: 'callback forged', weight: 3, run: forge },
  { fault: 'stranger probes', weight: 3, run: probe },
  { fault: 'key reused', weight: 3, run: reuseKey },
  { fault: 'claim tampered', weight: 2, run: tamper },
];
