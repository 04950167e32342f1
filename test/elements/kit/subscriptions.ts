import { fixture, html } from '@open-wc/testing';
import type { KvitSubscriptions } from '../../../src/index.ts';
import { defineElements } from '../../../src/elements/define.ts';
import type { SignerApi, SignerCall } from '../../../src/signer-client/signer-api.ts';
import type { Answer } from '../../session/scripted-signer.ts';
import { all, find } from './deep.ts';
import { ElementSigner } from './element-signer.ts';
import { eventually } from './scene.ts';

defineElements();

/** A subscription as UrlPay lists it. */
export const BREAD = {
  id: 41,
  description: 'Хлеб каждую неделю',
  status: 1,
  currency: 'rub',
  amount: 390,
  start_date: '2026-11-01',
  next_pay_date: '2026-11-29',
  interval: 'Week',
};

export const TEA = { ...BREAD, id: 's-7', description: 'Чай', amount: '150.50', interval: 'Month' };

const give = async (answers: Answer[]): Promise<unknown> => {
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  if (answer instanceof Error) throw answer;
  return typeof answer === 'function' ? (answer as () => unknown)() : answer;
};

export const listOf = (...items: unknown[]) => ({ items });

/** A merchant's own signer with subscriptions. It gives each answer once and repeats the last. */
export class SubscriptionSigner extends ElementSigner implements SignerApi {
  readonly asks: SignerCall[] = [];
  readonly ended: string[] = [];
  #lists: Answer[] = [listOf(BREAD, TEA)];
  #ends: Answer[] = [{ success: true }];

  lists(...answers: Answer[]): this {
    this.#lists = answers;
    return this;
  }

  ends(...answers: Answer[]): this {
    this.#ends = answers;
    return this;
  }

  getSubscriptions(call: SignerCall): Promise<unknown> {
    this.asks.push(call);
    return give(this.#lists);
  }

  cancelSubscription(id: string): Promise<unknown> {
    this.ended.push(id);
    return give(this.#ends);
  }
}

/** An element on the page. Each test waits for its content. */
export async function subscriptions(signer: string | SignerApi): Promise<KvitSubscriptions> {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  const element = document.createElement('kvit-subscriptions');
  element.signer = signer;
  place.append(element);
  await eventually(() => all(element, 'section').length > 0, 'its code');
  return element;
}

export const rows = (element: KvitSubscriptions): HTMLElement[] => all(element, '[part="subscription"]');

/** Waits for the list. */
export async function listed(element: KvitSubscriptions, count = 2): Promise<HTMLElement[]> {
  await eventually(() => rows(element).length === count, `${count} subscriptions`);
  await element.updateComplete;
  return rows(element);
}

/** Presses the cancel button of one subscription, so that the question appears. */
export async function ask(element: KvitSubscriptions, at = 0): Promise<void> {
  const [row = element] = [rows(element)[at]];
  find(row, '[part="cancel"]').focus();
  find(row, '[part="cancel"]').click();
  await element.updateComplete;
  await element.updateComplete;
}
