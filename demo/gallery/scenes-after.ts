import { KvitReceipt, KvitStatus } from '../../src/index.ts';
import { DEARER, LATER_RECEIPT, RECEIPT, SPOILT } from './samples.ts';
import { cameBackTo, checkout, paidAgainTo, paidTo, waitedFrom, type Scene, toldBy } from './scene.ts';
import { refuse } from './scripted-signer.ts';

const dearer = { uuid: 'gallery', description: 'Булочки к чаю', items: DEARER };

/** What a payment can come to. */
export const OUTCOMES: readonly Scene[] = [
  { id: 'checking', title: 'Проверяем', make: () => checkout({ status: 1 }), play: paidTo('checking') },
  { id: 'held', title: 'Деньги заморожены', make: () => checkout({ status: 5 }), play: paidTo('held') },
  {
    id: 'held-until',
    title: 'Заморожены до известного срока',
    make: () => checkout({ status: 5, heldFor: 50 * 3_600_000 }),
    play: paidTo('held'),
  },
  {
    id: 'paid',
    title: 'Оплачено, чек печатается',
    make: () => checkout({ status: 3 }),
    play: paidTo('paid'),
  },
  {
    id: 'receipt-late',
    title: 'Оплачено, чек задержался',
    make: () => checkout({ status: 3 }),
    play: waitedFrom('paid'),
  },
  {
    id: 'receipt-failed',
    title: 'Оплачено, а касса не смогла',
    make: () => checkout({ status: 3, receipts: [SPOILT] }),
    play: toldBy('paid', 'kvit-receipt:not([hidden])'),
  },
  {
    id: 'receipt',
    title: 'Оплачено, чек готов',
    make: () => checkout({ status: 3, receipts: [RECEIPT] }),
    play: paidTo('receipt'),
  },
  { id: 'cancelled', title: 'Отменено', make: () => checkout({ status: 2 }), play: paidTo('cancelled') },
  { id: 'failed', title: 'Банк отказал', make: () => checkout({ status: 4 }), play: paidTo('failed') },
  {
    id: 'unresolved',
    title: 'Ответа нет четверть часа',
    make: () => checkout({ status: 1 }),
    play: waitedFrom('checking'),
  },
  {
    id: 'already-paid',
    title: 'Уже оплачено в другой вкладке',
    make: () => checkout({ create: refuse('already_paid', { id: 'gallery' }), status: 3 }),
    play: paidTo('paid'),
  },
];

/** The same on a return page, which has no cart. */
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
    play: cameBackTo('checking', { status: 1 }),
  },
  {
    id: 'status-cancelled',
    title: 'Отменено',
    make: () => checkout({ status: 0 }),
    play: cameBackTo('cancelled', { status: 2 }),
  },
  {
    id: 'status-changed',
    title: 'Цена изменилась, пока собирались платить снова',
    make: () => checkout({ status: 0 }),
    play: paidAgainTo('error', { create: refuse('price_changed', { order: dearer }) }),
  },
  {
    id: 'status-receipt',
    title: 'Чек готов',
    make: () => checkout({ status: 0 }),
    play: cameBackTo('receipt', { status: 3, receipts: [RECEIPT] }),
  },
  {
    id: 'receipts',
    title: 'Два чека: предоплата и расчёт',
    make: () => Object.assign(new KvitReceipt(), { items: [RECEIPT, LATER_RECEIPT] }),
  },
  {
    id: 'receipt-spoilt',
    title: 'Касса не смогла',
    make: () => Object.assign(new KvitReceipt(), { items: [SPOILT] }),
  },
];
