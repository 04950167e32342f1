import { expect } from '@open-wc/testing';
import type { KvitCheckout } from '../../src/index.ts';
import { all, find, focused, part, textOf } from './kit/deep.ts';
import { created, ElementSigner, payment, refusal } from './kit/element-signer.ts';
import { freshPage, passTime } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { bun, HANDLE, PAGE } from './kit/sample.ts';
import { checkout, nextState } from './kit/scene.ts';
import { words } from './kit/words.ts';

const DOCUMENTS = {
  offerUrl: '/offer',
  offerVersion: '3',
  privacyUrl: 'https://shop.example/privacy',
  privacyVersion: '2026-10-01',
  subscribe: 'Month',
};

const box = (element: KvitCheckout, kind: string): HTMLInputElement =>
  find(element, `#${kind}`) as HTMLInputElement;
const alertOf = (element: KvitCheckout, kind: string): string => textOf(find(element, `#no-${kind}`));

describe('the consents of a kvit-checkout', () => {
  freshPage();

  it('are boxes nobody has ticked, and the offer is a note', async () => {
    const { element } = await checkout(undefined, DOCUMENTS);
    const boxes = all<HTMLInputElement>(element, 'input[type="checkbox"]');
    expect(boxes.map(({ id, checked }) => [id, checked])).to.deep.equal([
      ['personal_data', false],
      ['subscription', false],
    ]);
    const links = all<HTMLAnchorElement>(element, 'a').map(({ href, textContent }) => [href, textContent]);
    expect(links).to.deep.equal([
      [DOCUMENTS.privacyUrl, words.consent[1]],
      [new URL('/offer', location.href).href, words.offer[1]],
    ]);
    expect(textOf(find(element, '.form > .note:last-of-type'))).to.contain(words.offer[0]);
  });

  it('are not asked for where there is nothing to agree to', async () => {
    const { element, signer, left } = await checkout(undefined, { offerUrl: '/offer' });
    expect(all(element, 'input[type="checkbox"]')).to.deep.equal([]);
    await element.pay();
    expect(left).to.deep.equal([PAGE]);
    expect(signer.claims[0]?.consents?.map(({ kind }) => kind)).to.deep.equal(['offer']);
  });

  for (const [ticked, missing] of [
    [[], ['personal_data', 'subscription']],
    [['subscription'], ['personal_data']],
    [['personal_data'], ['subscription']],
  ] as const) {
    it(`must all be there: without ${missing.join(' and ')} nothing is asked for`, async () => {
      const { element, signer } = await checkout(undefined, DOCUMENTS);
      for (const kind of ticked) box(element, kind).click();
      part(element, 'pay').focus();
      part(element, 'pay').click();
      await element.updateComplete;
      expect(signer.calls).to.deep.equal([]);
      expect(focused()).to.equal(box(element, missing[0]));
      for (const kind of missing) {
        expect(alertOf(element, kind)).to.equal(words.consentMissing);
        expect(box(element, kind).getAttribute('aria-invalid')).to.equal('true');
        expect(box(element, kind).getAttribute('aria-describedby')).to.equal(`no-${kind}`);
      }
      for (const kind of ticked) expect(alertOf(element, kind)).to.equal('');
      for (const kind of missing) box(element, kind).click();
      await element.updateComplete;
      expect(alertOf(element, missing[0])).to.equal('');
      await element.pay();
      expect(signer.claims).to.have.length(1);
    });
  }

  it('are sent with words, document, version, and the moment of the tick', async () => {
    const { element, signer } = await checkout(undefined, DOCUMENTS);
    box(element, 'personal_data').click();
    box(element, 'personal_data').click();
    const [before, between] = [Date.now(), Date.now() + 60_000];
    box(element, 'personal_data').click();
    passTime(3_600_000);
    box(element, 'subscription').click();
    await element.pay();
    const [offer, personal, regular] = signer.claims[0]?.consents ?? [];
    expect(offer).to.deep.equal({
      kind: 'offer',
      text: words.offer.join(' '),
      url: new URL('/offer', location.href).href,
      version: '3',
      at: null,
    });
    expect(personal?.text).to.equal(words.consent.join(' '));
    expect([personal?.url, personal?.version]).to.deep.equal([DOCUMENTS.privacyUrl, '2026-10-01']);
    expect([regular?.text.replaceAll('\u00a0', ' '), regular?.url, regular?.version]).to.deep.equal([
      `${words.subscribeConsent}: 250,50 ₽ каждый месяц`,
      null,
      null,
    ]);
    expect(Date.parse(personal?.at ?? '')).to.be.within(before - 1000, between);
  });

  it('stay ticked while the buyer is shown a truer price', async () => {
    const order = { uuid: 'order-1', description: 'x', amount: '270.00', items: [{ ...bun, price: 90 }] };
    const answers = [refusal('price_changed', { order }), created(HANDLE, PAGE)];
    const { element, signer } = await checkout(new ElementSigner().creates(...answers), {
      privacyUrl: '/privacy',
    });
    box(element, 'personal_data').click();
    await element.pay();
    await nextState(element, 'idle');
    expect(box(element, 'personal_data').checked).to.equal(true);
    await element.pay();
    const [first, second] = signer.claims.map(({ consents }) => consents?.[0]?.at);
    expect(first).to.be.a('string').and.equal(second);
  });

  it('are asked anew for other regular charges than those that were agreed to, and for another document', async () => {
    const { element } = await checkout(undefined, {
      privacyUrl: '/privacy',
      privacyVersion: '1',
      subscribe: 'Month',
    });
    const tick = async (): Promise<boolean[]> => {
      for (const kind of ['personal_data', 'subscription']) {
        if (!box(element, kind).checked) box(element, kind).click();
      }
      await element.updateComplete;
      return ticked();
    };
    const ticked = () => ['personal_data', 'subscription'].map((kind) => box(element, kind).checked);
    expect(await tick()).to.deep.equal([true, true]);
    element.items = [{ ...bun, quantity: 4 }];
    await element.updateComplete;
    expect(ticked()).to.deep.equal([true, false]);
    await tick();
    element.subscribe = 'Day';
    await element.updateComplete;
    expect(ticked()).to.deep.equal([true, false]);
    await tick();
    element.privacyVersion = '2';
    await element.updateComplete;
    expect(ticked()).to.deep.equal([false, true]);
  });

  it('are asked anew for another order', async () => {
    const { element } = await checkout(undefined, { privacyUrl: '/privacy' });
    box(element, 'personal_data').click();
    await element.updateComplete;
    element.uuid = 'order-2';
    await element.updateComplete;
    expect(box(element, 'personal_data').checked).to.equal(false);
  });

  it('of before a reload still stand when it is paid again beside the panel', async () => {
    const kept = [
      { kind: 'personal_data', text: 'Согласен', url: null, version: '1', at: '2026-11-20T10:00:00.000Z' },
      { kind: 'offer', text: 'Старая оферта', url: null, version: '1', at: null },
    ];
    remember();
    const key = Object.keys(localStorage).find((name) => name.startsWith('kvit:1:own:')) ?? '';
    const record = JSON.parse(localStorage.getItem(key) ?? '{}') as { claim: object };
    localStorage.setItem(key, JSON.stringify({ ...record, claim: { ...record.claim, consents: kept } }));
    const { element, signer } = await checkout(new ElementSigner().pays(payment(4)), {
      privacyUrl: '/privacy',
      offerUrl: '/offer',
      offerVersion: '2',
    });
    await nextState(element, 'failed');
    part(element, 'retry').click();
    await nextState(element, 'redirecting');
    const sent = signer.claims[0]?.consents ?? [];
    expect(sent.map(({ kind, version, at }) => [kind, version, at])).to.deep.equal([
      ['offer', '2', null],
      ['personal_data', '1', '2026-11-20T10:00:00.000Z'],
    ]);
  });
});
