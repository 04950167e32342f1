import { KvitReceipt, KvitStatus } from '../../src/index.ts';
import { CART_AFTER_PRICE_RISE, LATER_RECEIPT, RECEIPT, FAILED_RECEIPT } from './samples.ts';
import {
  returnUntil,
  checkout,
  payAgainUntil,
  payUntil,
  payAndWaitFrom,
  type Scene,
  payUntilShown,
} from './scene.ts';
import { refuse } from './scripted-signer.ts';

const dearer = { uuid: 'gallery', description: 'Булочки к чаю', items: CART_AFTER_PRICE_RISE };

/** The outcomes of a payment. */
export const OUTCOMES: readonly Scene[] = [
  { id: 'checking', title: 'Проверяем', make: () => checkout({ status: 1 }), play: payUntil('checking') },
  { id: 'held', title: 'Деньги заморожены', make: () => checkout({ status: 5 }), play: payUntil('held') },
  {
    id: 'held-until',
    title: 'Заморожены до известного срока',
    make: () => checkout({ status: 5, heldFor: 50 * 3_600_000 }),
    play: payUntil('held'),
  },
  {
    id: 'paid',
    title: 'Оплачено, чек печатается',
    make: () => checkout({ status: 3 }),
    play: payUntil('paid'),
  },
  {
    id: 'receipt-late',
    title: 'Оплачено, чек задержался',
    make: () => checkout({ status: 3 }),
    play: payAndWaitFrom('paid'),
  },
  {
    id: 'receipt-failed',
    title: 'Оплачено, касса не напечатала чек',
    make: () => checkout({ status: 3, receipts: [FAILED_RECEIPT] }),
    play: payUntilShown('paid', 'kvit-receipt:not([hidden])'),
  },
  {
    id: 'receipt',
    title: 'Оплачено, чек готов',
    make: () => checkout({ status: 3, receipts: [RECEIPT] }),
    play: payUntil('receipt'),
  },
  { id: 'cancelled', title: 'Отменено', make: () => checkout({ status: 2 }), play: payUntil('cancelled') },
  { id: 'failed', title: 'Банк отказал', make: () => checkout({ status: 4 }), play: payUntil('failed') },
  {
    id: 'unresolved',
    title: 'Ответа нет четверть часа',
    make: () => checkout({ status: 1 }),
    play: payAndWaitFrom('checking'),
  },
  {
    id: 'already-paid',
    title: 'Уже оплачено в другой вкладке',
    make: () => checkout({ create: refuse('already_paid', { id: 'gallery' }), status: 3 }),
    play: payUntil('paid'),
  },
];

/** The outcomes on a return page, which has no cart. */
export const RETURNS: readonly Scene[] = [
  {
    id: 'status-nothing',
    title: 'Ничего не начато',
    make: () => Object.assign(new KvitStatus(), { signer: '/nobody' }),
  },
  {
    id: 'status-checking',
    title: 'Проверяем',
    make: () => checkout({ status: 0 }),
    play: returnUntil('checking', { status: 1 }),
  },
  {
    id: 'status-cancelled',
    title: 'Отменено',
    make: () => checkout({ status: 0 }),
    play: returnUntil('cancelled', { status: 2 }),
  },
  {
    id: 'status-changed',
    title: 'Цена изменилась перед повторной оплатой',
    make: () => checkout({ status: 0 }),
    play: payAgainUntil('error', { create: refuse('price_changed', { order: dearer }) }),
  },
  {
    id: 'status-receipt',
    title: 'Чек готов',
    make: () => checkout({ status: 0 }),
    play: returnUntil('receipt', { status: 3, receipts: [RECEIPT] }),
  },
  {
    id: 'receipts',
    title: 'Два чека: предоплата и расчёт',
    make: () => Object.assign(new KvitReceipt(), { items: [RECEIPT, LATER_RECEIPT] }),
  },
  {
    id: 'receipt-spoilt',
    title: 'Касса не напечатала чек',
    make: () => Object.assign(new KvitReceipt(), { items: [FAILED_RECEIPT] }),
  },
];
