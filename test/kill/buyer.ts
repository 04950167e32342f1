import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from '../domain/dice.ts';

/** The answers of a signer about one order. None of them may be lost or changed. */
export interface Acknowledged {
  readonly uuid: string;
  /** Handles of the answers with a page. */
  readonly handles: Set<string>;
  /** Payment pages of the answers. */
  readonly pages: Set<string>;
  /** True once a page was paid at the gateway. */
  paid: boolean;
  /** True once the signer has answered that it is paid. */
  seenPaid: boolean;
}

const ITEM = {
  description: 'Хлеб',
  quantity: 1,
  price: 240,
  vat_code: 2,
  payment_subject: 1,
  payment_mode: 4,
};
export const GOODS = { ...ITEM, quantity: undefined };

const bodyOf = (uuid: string): string =>
  JSON.stringify({ uuid, description: 'Хлеб', currency: 'rub', amount: '240.00', items: [ITEM] });

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** One press of the pay button. `null` if the signer does not answer. */
export async function press(signer: string, uuid: string): Promise<{ status: number; body: Answer } | null> {
  try {
    const init = { method: 'POST', headers: JSON_TYPE, body: bodyOf(uuid) };
    const answer = await fetch(`${signer}/payments`, { ...init, signal: AbortSignal.timeout(30_000) });
    return { status: answer.status, body: (await answer.json()) as Answer };
  } catch {
    return null;
  }
}

export interface Answer {
  readonly id?: string;
  readonly paymentUrl?: string;
  readonly code?: string;
}

/** The payment's status from the signer; `null` if it does not answer. @throws {Error} when the payment is unknown */
export async function statusOf(signer: string, handle: string): Promise<number | null> {
  let answer: Response;
  try {
    answer = await fetch(`${signer}/payment`, { headers: { 'Kvit-Payment': handle } });
  } catch {
    return null;
  }
  if (answer.status === 404) throw new Error('a payment that was acknowledged is gone');
  const body = (await answer.json().catch(() => null)) as { payment?: { status: number } } | null;
  return body?.payment?.status ?? null;
}

export const newOrder = (uuid: string): Acknowledged => ({
  uuid,
  handles: new Set(),
  pages: new Set(),
  paid: false,
  seenPaid: false,
});

/** Presses three times at once until there is a page, pays in 7 of 10 cases, and polls until the signer shows it. */
export async function buy(
  signer: string,
  order: Acknowledged,
  dice: Dice,
  stopped: () => boolean,
): Promise<void> {
  while (!stopped() && order.pages.size === 0) {
    const answers = await Promise.all([1, 2, 3].map(() => press(signer, order.uuid)));
    for (const answer of answers) {
      if (answer?.status !== 201) continue;
      order.handles.add(answer.body.id ?? '');
      order.pages.add(answer.body.paymentUrl ?? '');
    }
    await sleep(dice.whole(10, 60));
  }
  const [page] = order.pages;
  if (page !== undefined && dice.whole(0, 9) < 7) await payAt(page, order);
  while (order.paid && !stopped() && !order.seenPaid) {
    const [handle = ''] = order.handles;
    order.seenPaid = (await statusOf(signer, handle)) === 3;
    await sleep(dice.whole(30, 120));
  }
}

async function payAt(page: string, order: Acknowledged): Promise<void> {
  const form = new URLSearchParams({ outcome: 'pay' });
  await fetch(page, { method: 'POST', body: form, redirect: 'manual' });
  order.paid = true;
}
