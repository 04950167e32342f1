import { expect } from '@open-wc/testing';
import { subscriptionRu as said } from '../../src/i18n/messages/subscription-messages.ts';
import { HttpRefusal } from '../../src/signer-client/http-refusal.ts';
import { all, find, focused, hasPart, part, textOf } from './kit/deep.ts';
import { ElementSigner, Later, refusal } from './kit/element-signer.ts';
import { countResources } from './kit/resource-counter.ts';
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
import { words } from './kit/words.ts';

describe('a kvit-subscriptions', () => {
  freshPage();

  it('shows that it is loading, then each subscription with state, sum, interval and dates', async () => {
    const later = new Later();
    const element = await subscriptions(new SubscriptionSigner().lists(later.answer));
    expect(textOf(find(element, '[role="status"]'))).to.equal(words.loading);
    later.resolve(listOf(BREAD, TEA));
    const [first = element, second = element] = await listed(element);
    expect(textOf(first)).to.contain(`${BREAD.description} ${said.active} 390,00 ₽ каждую неделю`);
    expect(textOf(first)).to.contain(`${said.since} 1 ноября 2026 г.`);
    expect(textOf(first)).to.contain(`${said.next} 29 ноября 2026 г.`);
    expect(textOf(second)).to.contain('150,50 ₽ каждый месяц');
    expect(textOf(element)).not.to.contain(words.loading);
  });

  it('says that there are none', async () => {
    const element = await subscriptions(new SubscriptionSigner().lists(listOf()));
    await eventually(() => textOf(element).includes(said.noSubscriptions), 'the words');
    expect(find(element, '[role="status"]').textContent).to.contain(said.noSubscriptions);
  });

  it('shows an ended one without a next charge and without a cancel button', async () => {
    const element = await subscriptions(new SubscriptionSigner().lists(listOf({ ...BREAD, status: 0 })));
    const [row = element] = await listed(element, 1);
    expect(textOf(row)).to.contain(said.ended);
    expect(textOf(row)).not.to.contain(said.next);
    expect(hasPart(element, 'cancel')).to.equal(false);
  });

  it('shows an unpublished status as unknown, and offers to cancel', async () => {
    const element = await subscriptions(new SubscriptionSigner().lists(listOf({ ...BREAD, status: 7 })));
    await listed(element, 1);
    expect(textOf(element)).to.contain(said.unclear);
    expect(hasPart(element, 'cancel')).to.equal(true);
  });

  it('shows the valid fields if others are missing or invalid', async () => {
    const odd = { id: 'x', amount: 'много', interval: 'Year', start_date: 'вчера', next_pay_date: null };
    const element = await subscriptions(
      new SubscriptionSigner().lists(listOf({ id: 1 }, odd, {}, null, 'x')),
    );
    const shown = await listed(element, 2);
    for (const row of shown) expect(textOf(row)).to.equal(`${said.unclear} ${said.unsubscribe}`);
  });

  it('uses the page’s language', async () => {
    document.documentElement.lang = 'en';
    const element = await subscriptions(new SubscriptionSigner());
    await listed(element);
    expect(textOf(element)).to.contain('₽390.00 every week').and.contain('Next charge November 29, 2026');
  });
});

describe('a kvit-subscriptions that gets no list', () => {
  freshPage();

  for (const [name, answer] of [
    ['no answer', new Error('offline')],
    ['an answer that is no list', { list: [] }],
    ['a refusal', refusal('unavailable')],
  ] as const) {
    it(`shows the error and loads again at a press: ${name}`, async () => {
      const signer = new SubscriptionSigner().lists(answer, listOf(BREAD));
      const element = await subscriptions(signer);
      await eventually(() => hasPart(element, 'retry'), 'the button');
      expect(textOf(find(element, '[role="alert"]'))).to.equal(words.network[0]);
      part(element, 'retry').focus();
      part(element, 'retry').click();
      await listed(element, 1);
      expect(hasPart(element, 'retry')).to.equal(false);
      expect(signer.asks).to.have.length(2);
      expect(element.shadowRoot?.activeElement).not.to.equal(null);
    });
  }

  for (const [name, signer] of [
    ['missing', ''],
    ['on another origin', 'https://evil.example/kvit'],
  ] as const) {
    it(`tells the developer the cause: the signer is ${name}`, async () => {
      const element = await subscriptions(signer);
      await eventually(() => all(element, 'pre').length > 0, 'the reason');
      expect(textOf(find(element, 'pre'))).to.contain('signer');
    });
  }

  for (const [what, signer] of [
    ['does not know the call', () => new ElementSigner()],
    ['has no such route', () => new SubscriptionSigner().lists(new HttpRefusal(404, {}))],
  ] as const) {
    it(`tells the developer what to do for a signer that ${what}, and offers no retry that cannot help`, async () => {
      const element = await subscriptions(signer());
      await eventually(() => all(element, 'pre').length > 0, 'the reason');
      expect(textOf(find(element, 'pre'))).to.contain('option `subscriptions`');
      expect(hasPart(element, 'retry')).to.equal(false);
    });
  }

  it('keeps the old list', async () => {
    const signer = new SubscriptionSigner().lists(listOf(BREAD), new Error('offline'), listOf(BREAD, TEA));
    const element = await subscriptions(signer);
    await listed(element, 1);
    element.refresh();
    await eventually(() => hasPart(element, 'retry'), 'the button');
    expect(rows(element)).to.have.length(1);
    element.refresh();
    await listed(element, 2);
    expect(hasPart(element, 'retry')).to.equal(false);
  });
});

describe('a signer behind a path', () => {
  freshPage();
  const { fetch: real } = window;
  afterEach(() => {
    window.fetch = real;
  });

  it('gets requests for the list and for a cancellation on the contract’s routes', async () => {
    const asked: string[] = [];
    window.fetch = (input, { method = 'GET' } = {}) => {
      asked.push(`${method} ${input instanceof Request ? input.url : String(input)}`);
      const ended = asked.some((one) => one.startsWith('DELETE'));
      if (method === 'DELETE') return Promise.resolve(Response.json({ success: true }));
      return Promise.resolve(Response.json(listOf({ ...BREAD, id: 'a/b', status: ended ? 0 : 1 })));
    };
    const element = await subscriptions('/kvit');
    await listed(element, 1);
    await ask(element);
    part(element, 'cancel').click();
    await eventually(() => asked.length === 3, 'the calls');
    const base = `${location.origin}/kvit/subscriptions`;
    expect(asked).to.deep.equal([`GET ${base}`, `DELETE ${base}/a%2Fb`, `GET ${base}`]);
    await eventually(() => textOf(element).includes(said.ended), 'the new state');
  });

  it('is not called if the merchant’s object makes the calls', async () => {
    const signer = Object.assign(new SubscriptionSigner(), {
      call: () => Promise.reject(new Error('not yours')),
    });
    await listed(await subscriptions(signer));
    expect(signer.asks).to.have.length(1);
  });
});

describe('a kvit-subscriptions that leaves and returns', () => {
  freshPage();

  it('loads again when it returns, and leaves no pending request', async () => {
    const later = new Later();
    const signer = new SubscriptionSigner().lists(later.answer, listOf(BREAD));
    await listed(await subscriptions(new SubscriptionSigner()));
    const counter = countResources();
    try {
      const element = await subscriptions(signer);
      const place = element.parentElement;
      element.remove();
      expect(signer.asks[0]?.signal.aborted).to.equal(true);
      await turn();
      expect(counter.observers()).to.equal(0);
      expect(counter.timers()).to.be.at.most(1);
      place?.append(element);
      await listed(element, 1);
      later.resolve(listOf(BREAD, TEA));
      await turn();
      expect(rows(element)).to.have.length(1);
    } finally {
      counter.close();
    }
  });

  it('shows the list of the new signer even if the old answer arrives later', async () => {
    const later = new Later();
    const first = new SubscriptionSigner().lists(later.answer);
    const element = await subscriptions(first);
    element.signer = new SubscriptionSigner().lists(listOf(TEA));
    await listed(element, 1);
    expect(first.asks[0]?.signal.aborted).to.equal(true);
    later.resolve(listOf(BREAD, BREAD, BREAD));
    await turn();
    expect(rows(element)).to.have.length(1);
    element.refresh();
    const place = element.parentElement;
    element.remove();
    place?.append(element);
    await turn();
    expect(first.asks).to.have.length(1);
    expect(focused()).to.equal(document.body);
  });
});
