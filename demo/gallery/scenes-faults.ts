import type { KvitCheckout } from '../../src/index.ts';
import { CART } from './samples.ts';
import { checkout, paidTo, type Scene } from './scene.ts';
import { busy, offline, refuse } from './scripted-signer.ts';

const broken = CART.map((item) => ({ ...item, vat_code: 22, quantity: 0 }));

/** The press of a buyer whose browser knows that it has no network. */
async function paidOffline(element: HTMLElement): Promise<void> {
  Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
  try {
    await paidTo('error')(element);
    await (element as KvitCheckout).updateComplete;
  } finally {
    Reflect.deleteProperty(navigator, 'onLine');
  }
}

/** What stands in the way of paying, for buyers and for developers. */
export const FAULTS: readonly Scene[] = [
  {
    id: 'paid-elsewhere',
    title: 'Уже оплачено кем-то другим',
    make: () => checkout({ create: refuse('already_paid') }),
    play: paidTo('error'),
  },
  {
    id: 'offline',
    title: 'Нет интернета',
    make: () => checkout({ create: offline }),
    play: paidOffline,
  },
  {
    id: 'network',
    title: 'Магазин не отвечает',
    make: () => checkout({ create: offline }),
    play: paidTo('error'),
  },
  {
    id: 'busy',
    title: 'Слишком много попыток',
    make: () => checkout({ create: busy }),
    play: paidTo('error'),
  },
  {
    id: 'gateway-unknown',
    title: 'Шлюз промолчал',
    make: () => checkout({ create: refuse('gateway_unknown') }),
    play: paidTo('error'),
  },
  {
    id: 'refused',
    title: 'Шлюз отказал магазину',
    make: () => checkout({ create: refuse('gateway_refused') }),
    play: paidTo('error'),
  },
  {
    id: 'mismatch',
    title: 'Платёж не от этого заказа',
    make: () => checkout({ mismatch: true }),
    play: paidTo('error'),
  },
  { id: 'bad-line', title: 'Ошибка в строке заказа', make: () => checkout({}, { items: broken }) },
  { id: 'bad-sum', title: 'Сумма не сошлась', make: () => checkout({}, { amount: '400.00' }) },
  { id: 'no-signer', title: 'Не указан signer', make: () => checkout({}, { signer: '' }) },
  {
    id: 'foreign-signer',
    title: 'Чужой signer',
    make: () => checkout({}, { signer: 'https://signer.example/kvit' }),
  },
];
