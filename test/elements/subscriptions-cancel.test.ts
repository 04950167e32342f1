import { expect } from '@open-wc/testing';
import type { KvitSubscriptions } from '../../src/index.ts';
import { subscriptionRu as said } from '../../src/i18n/messages/subscription-messages.ts';
import { find, focused, hasPart, textOf } from './kit/deep.ts';
import { Later, refusal } from './kit/element-signer.ts';
import { freshPage } from './kit/page.ts';
import { eventually, turn } from './kit/scene.ts';
import {
  ask,
  BREAD,
  listed,
  listOf,
  rows,
  subscriptions,
  SubscriptionSigner,
  TEA,
} from './kit/subscriptions.ts';

const ENDED = { ...BREAD, status: 0 };

const row = (element: KvitSubscriptions, at = 0): HTMLElement => rows(element)[at] ?? element;
const yes = (element: KvitSubscriptions, at = 0): HTMLElement => find(row(element, at), '[part="cancel"]');
const keep = (element: KvitSubscriptions, at = 0): HTMLElement => find(row(element, at), '.keep');
const says = (element: KvitSubscriptions, text: string, at = 0): Promise<void> =>
  eventually(() => textOf(row(element, at)).includes(text), text);

/** Waits for the given number of list requests and for the last answer's rendering. */
async function asked(element: KvitSubscriptions, signer: SubscriptionSigner, times: number): Promise<void> {
  await eventually(() => signer.asks.length === times, `${times} questions`);
  await turn();
  await element.updateComplete;
}

describe('the cancellation of a subscription', () => {
  freshPage();

  it('asks first, with the focus on the answer that changes nothing', async () => {
    const signer = new SubscriptionSigner();
    const element = await subscriptions(signer);
    await listed(element);
    await ask(element, 1);
    expect(textOf(row(element, 1))).to.contain(said.unsubscribeSure);
    expect(textOf(row(element, 0))).not.to.contain(said.unsubscribeSure);
    expect(focused()).to.equal(keep(element, 1));
    expect(signer.ended).to.deep.equal([]);
  });

  it('asks for each one separately, and keeps the focus in the pressed one', async () => {
    const element = await subscriptions(new SubscriptionSigner());
    await listed(element);
    await ask(element, 0);
    await ask(element, 1);
    expect(focused()).to.equal(keep(element, 1));
    keep(element, 1).click();
    await eventually(() => focused() === yes(element, 1), 'the focus');
    expect(textOf(row(element, 0))).to.contain(said.unsubscribeSure);
    expect(textOf(row(element, 1))).not.to.contain(said.unsubscribeSure);
  });

  it('reports success and shows the signer’s new list', async () => {
    const signer = new SubscriptionSigner().lists(listOf(BREAD, TEA), listOf(ENDED, TEA));
    const element = await subscriptions(signer);
    await listed(element);
    await ask(element);
    yes(element).focus();
    yes(element).click();
    await says(element, said.unsubscribed);
    await asked(element, signer, 2);
    expect(textOf(row(element))).to.contain(said.ended);
    expect(hasPart(row(element), 'cancel')).to.equal(false);
    expect(hasPart(row(element, 1), 'cancel')).to.equal(true);
    expect(signer.ended).to.deep.equal(['41']);
    expect(element.shadowRoot?.activeElement).not.to.equal(null);
  });

  it('is sent once for many presses, and cannot be withdrawn meanwhile', async () => {
    const later = new Later();
    const signer = new SubscriptionSigner().ends(later.answer);
    const element = await subscriptions(signer);
    await listed(element);
    await ask(element);
    yes(element).focus();
    for (let n = 0; n < 3; n += 1) yes(element).click();
    await says(element, said.unsubscribing);
    expect(yes(element).getAttribute('aria-disabled')).to.equal('true');
    // a disabled button would lose the focus
    expect(focused()).to.equal(yes(element));
    keep(element).click();
    await turn();
    expect(textOf(row(element))).to.contain(said.unsubscribing);
    later.resolve({ success: true });
    await says(element, said.unsubscribed);
    expect(signer.ended).to.have.length(1);
  });

  it('reports a failure and can be tried again', async () => {
    const signer = new SubscriptionSigner().ends(refusal('unavailable'), { success: true });
    const element = await subscriptions(signer);
    await listed(element);
    await ask(element);
    yes(element).click();
    await says(element, said.unsubscribeFailed);
    expect(find(row(element), '[role="alert"]').textContent).to.equal(said.unsubscribeFailed);
    expect(signer.asks).to.have.length(2);
    await ask(element);
    expect(textOf(row(element))).not.to.contain(said.unsubscribeFailed);
    yes(element).click();
    await says(element, said.unsubscribed);
  });

  for (const [name, answer] of [
    ['no answer', new Error('offline')],
    ['an answer that says nothing', {}],
    ['a signer that cannot tell', refusal('gateway_unknown')],
  ] as const) {
    it(`shows the signer’s list if its outcome is unknown: ${name}`, async () => {
      const list = new Later();
      const signer = new SubscriptionSigner().lists(listOf(BREAD), list.answer).ends(answer);
      const element = await subscriptions(signer);
      await listed(element, 1);
      await ask(element);
      yes(element).click();
      await asked(element, signer, 2);
      // the outcome is unknown yet
      expect(textOf(row(element))).to.contain(said.unsubscribing);
      list.resolve(listOf(ENDED));
      await says(element, said.ended);
      expect(textOf(element)).not.to.contain(said.unsubscribeFailed);
    });
  }

  it('works for several at once', async () => {
    const [first, second] = [new Later(), new Later()];
    const signer = new SubscriptionSigner().ends(first.answer, second.answer);
    const element = await subscriptions(signer);
    await listed(element);
    for (const at of [0, 1]) {
      await ask(element, at);
      yes(element, at).click();
    }
    await says(element, said.unsubscribing, 1);
    second.resolve({ success: true });
    await says(element, said.unsubscribed, 1);
    expect(textOf(row(element, 0))).to.contain(said.unsubscribing);
    first.reject(new Error('offline'));
    await says(element, said.unsubscribeFailed, 0);
    // the signer’s list is out of date; the confirmed cancellation shows all the same
    expect(textOf(row(element, 1))).to.contain(said.ended);
    expect(signer.ended).to.deep.equal(['41', 's-7']);
  });

  it('continues after the element is removed, and shows when it returns', async () => {
    const later = new Later();
    const signer = new SubscriptionSigner().ends(later.answer);
    const element = await subscriptions(signer);
    const place = element.parentElement;
    await listed(element);
    await ask(element);
    yes(element).click();
    await eventually(() => signer.ended.length === 1, 'the call');
    element.remove();
    later.resolve({ success: true });
    await turn();
    expect(signer.asks).to.have.length(1);
    place?.append(element);
    await says(element, said.unsubscribed);
    expect(signer.asks).to.have.length(2);
  });
});

describe('axe finds nothing wrong with kvit-subscriptions', () => {
  freshPage();

  const never = (): Promise<never> => new Promise(() => undefined);

  for (const [name, signer, play] of [
    ['loading', () => new SubscriptionSigner().lists(never), null],
    ['empty', () => new SubscriptionSigner().lists(listOf()), null],
    ['list', () => new SubscriptionSigner().lists(listOf(BREAD, ENDED, { id: 3 })), null],
    ['no list', () => new SubscriptionSigner().lists(new Error('offline')), null],
    ['question', () => new SubscriptionSigner(), 'ask'],
    ['busy', () => new SubscriptionSigner().ends(never), 'yes'],
    ['done', () => new SubscriptionSigner(), 'yes'],
    ['failed', () => new SubscriptionSigner().ends(new Error('offline')), 'yes'],
  ] as const) {
    it(name, async () => {
      const element = await subscriptions(signer());
      await turn();
      if (play) {
        await listed(element);
        await ask(element);
      }
      if (play === 'yes') yes(element).click();
      await turn();
      await element.updateComplete;
      for (const [scheme, width] of [
        ['light', '280px'],
        ['dark', '720px'],
      ]) {
        const place = element.parentElement ?? element;
        place.style.cssText = `color-scheme: ${scheme}; background: Canvas; width: ${width}; padding: 8px`;
        await turn();
        await expect(element).to.be.accessible();
        expect(place.scrollWidth).to.be.at.most(place.clientWidth);
      }
    });
  }
});
