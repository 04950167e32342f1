import type { KvitCheckout } from '../../src/index.ts';
import { CART } from './samples.ts';
import { checkout, payUntil, type Scene } from './scene.ts';
import { busy, offline, refuse } from './scripted-signer.ts';

const broken = CART.map((item) => ({ ...item, vat_code: 22, quantity: 0 }));

/** Pays in a browser that reports no network. */
async function payOffline(element: HTMLElement): Promise<void> {
  Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
  try {
    await payUntil('error')(element);
    await (element as KvitCheckout).updateComplete;
  } finally {
    Reflect.deleteProperty(navigator, 'onLine');
  }
}

/** The errors that a buyer or a developer sees. */
export const FAULTS: readonly Scene[] = [
  {
    id: 'paid-elsewhere',
    title: 'Заказ уже оплатил кто-то другой',
    make: () => checkout({ create: refuse('already_paid') }),
    play: payUntil('error'),
  },
  {
    id: 'offline',
    title: 'Нет интернета',
    make: () => checkout({ create: offline }),
    play: payOffline,
  },
  {
    id: 'network',
    title: 'Магазин не отвечает',
    make: () => checkout({ create: offline }),
    play: payUntil('error'),
  },
  {
    id: 'busy',
    title: 'Слишком много попыток',
    make: () => checkout({ create: busy }),
    play: payUntil('error'),
  },
  {
    id: 'gateway-unknown',
    title: 'Шлюз не ответил',
    make: () => checkout({ create: refuse('gateway_unknown') }),
    play: payUntil('error'),
  },
  {
    id: 'refused',
    title: 'Шлюз отказал магазину',
    make: () => checkout({ create: refuse('gateway_refused') }),
    play: payUntil('error'),
  },
  {
    id: 'mismatch',
    title: 'Платёж не от этого заказа',
    make: () => checkout({ mismatch: true }),
    play: payUntil('error'),
  },
  { id: 'bad-line', title: 'Ошибка в строке заказа', make: () => checkout({}, { items: broken }) },
  { id: 'bad-sum', title: 'Сумма не сошлась', make: () => checkout({}, { amount: '400.00' }) },
  { id: 'no-signer', title: 'Не указан signer', make: () => checkout({}, { signer: '' }) },
  {
    id: 'foreign-signer',
    title: 'signer на другом домене',
    make: () => checkout({}, { signer: 'https://signer.example/kvit' }),
  },
];
