import type { Action } from './action.ts';
import type { FaultName } from './faults.ts';
import type { Booked } from './gateway.ts';
import { CALLBACK_SECRET, SHOP } from './shop.ts';
import type { Simulation } from './simulation.ts';

const DAY = 86_400_000;

/** Something the gateway does to a payment in one of these statuses. */
function onPayment(
  fault: FaultName,
  weight: number,
  statuses: readonly number[],
  act: (payment: Booked, sim: Simulation) => Promise<void> | void,
): Action {
  return {
    fault,
    weight,
    run(sim) {
      const fitting = sim.gateway.payments.filter(({ status }) => statuses.includes(status));
      if (fitting.length === 0) return;
      const payment = sim.random.pick(fitting);
      sim.faults.note(fault, sim.ledger.stateOfPayment(payment.id));
      return act(payment, sim);
    },
  };
}

function payLate({ id, amount }: Booked, sim: Simulation): void {
  const uuid = sim.ledger.payments.get(id)?.asked;
  sim.gateway.payLate(id);
  if (sim.random.chance(0.6))
    sim.announce({ id, uuid, amount: amount / 100, currency: 'RUB', payment_status: 'success' });
}

/** Somebody who knows the callback's address and lies. */
function forge(sim: Simulation): void {
  const { random, ledger, gateway, shop, faults } = sim;
  const names = [...ledger.attempts.keys(), ...shop.orders.map(({ uuid }) => uuid), 'order-9'];
  const uuid = random.pick(names);
  const ids = [...gateway.payments.map(({ id }) => id), 77];
  faults.note('callback forged', ledger.stateOf(uuid));
  const body = { id: random.pick(ids), uuid: random.chance(0.8) ? uuid : undefined };
  sim.callBack({ ...body, amount: 1, currency: 'RUB', payment_status: 'success' });
}

/** Asks for what is not one's own: guesses, sequential ids, and real handles at the wrong time. */
function pry(sim: Simulation): void {
  const { random, ledger, shop, faults } = sim;
  const order = random.pick(shop.orders);
  const guesses = ['1', '2', order.uuid, `${order.uuid}.2`, 'A'.repeat(43), ...ledger.byHandle.keys()];
  const handle = random.pick(guesses);
  const known = ledger.attemptOfHandle(handle);
  faults.note('stranger pries', known?.state ?? ledger.stateWithin(order.uuid, random));
  const path = random.pick(['/kvit/payment', '/kvit/receipt', '/kvit/receipt']);
  sim.send('GET', path, { 'Kvit-Payment': handle });
}

function reuseKey(sim: Simulation): void {
  const { random, ledger, faults } = sim;
  const pressed = [...ledger.exchanges.values()].filter(({ key }) => key !== null);
  if (pressed.length === 0) return;
  const { key, body } = random.pick(pressed);
  const claim = JSON.parse(body) as { uuid: string };
  faults.note('key reused', ledger.stateWithin(claim.uuid, random));
  const other = random.chance(0.6) ? claim : { ...claim, language: 'en' };
  sim.send('POST', '/kvit/payments', { 'Idempotency-Key': key ?? '' }, JSON.stringify(other));
}

function tamper(sim: Simulation): void {
  const { random, shop, ledger, faults } = sim;
  const order = random.pick(shop.orders);
  faults.note('claim tampered', ledger.stateWithin(order.uuid, random));
  const { claim } = order;
  const items = claim.items.slice(0, 1).map((item) => ({ ...item, price: 0.01, quantity: 100 }));
  const cheap = { ...claim, items, amount: '1.00' };
  sim.send('POST', '/kvit/payments', {}, JSON.stringify(cheap));
}

function doom(sim: Simulation): void {
  const { living } = sim.signers;
  if (living.length > 0) sim.random.pick(living).doom(sim.random.between(1, 8), sim.random.chance(0.5));
}

function jump(sim: Simulation): void {
  const { random, signers, faults, ledger, shop } = sim;
  const { living } = signers;
  if (living.length === 0) return;
  const far = random.pick([1000, 20_000, 3_600_000, DAY]);
  random.pick(living).offset += random.chance(0.5) ? far : -far;
  faults.note('clock jump', ledger.stateWithin(random.pick(shop.orders).uuid, random));
}

/** A buyer may see it at once, and ask for a page of the new cart while that of the old one is still open. */
function changePrice({ random, shop, faults, ledger, browser, scheduler }: Simulation): void {
  const order = random.pick(shop.orders);
  faults.note('price changes', ledger.stateWithin(order.uuid, random));
  shop.changePrice(order);
  const tab = browser.tabs.find((candidate) => candidate.order === order);
  if (!tab || random.chance(0.4)) return;
  browser.reload(tab);
  const { page } = tab;
  // once the old page is known to be unpaid a new one may be asked for
  scheduler.after(random.between(100, 4000), () => {
    if (page.usable && !faults.over) page.press();
  });
}

export const CALLBACK_URL = `${SHOP}/kvit/callback/${CALLBACK_SECRET}`;

export const SHOP_ACTIONS: readonly Action[] = [
  { fault: null, weight: 2, run: (sim) => sim.reconcile() },
  { fault: 'kill', weight: 3, run: doom },
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
  { fault: 'stranger pries', weight: 3, run: pry },
  { fault: 'key reused', weight: 3, run: reuseKey },
  { fault: 'claim tampered', weight: 2, run: tamper },
];
