import { expect } from '@open-wc/testing';
import type { KvitCheckout } from '../../src/index.ts';
import { ru } from '../../src/i18n/languages/ru.ts';
import { all, find, focused, hasPart, part, textOf } from './kit/deep.ts';
import { created, ElementSigner, payment, refusal } from './kit/element-signer.ts';
import { freshPage, passTime } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { bun, HANDLE, PAGE } from './kit/sample.ts';
import { checkout, eventually, nextState } from './kit/scene.ts';
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

  it('are empty checkboxes; the offer is a note', async () => {
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

  it('are not asked for without documents', async () => {
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
    it(`are all required: without ${missing.join(' and ')} nothing is sent`, async () => {
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

  it('are sent with text, document, version and the time of the tick', async () => {
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

  it('stay ticked when the price changes', async () => {
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

  it('are asked again for other regular charges and for another document', async () => {
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

  it('are asked again for another order', async () => {
    const { element } = await checkout(undefined, { privacyUrl: '/privacy' });
    box(element, 'personal_data').click();
    await element.updateComplete;
    element.uuid = 'order-2';
    await element.updateComplete;
    expect(box(element, 'personal_data').checked).to.equal(false);
  });

  /** A payment that was declined before a reload, with its consents. */
  async function declined(given: readonly object[], setup: object) {
    remember();
    const key = Object.keys(localStorage).find((name) => name.startsWith('kvit:1:own:')) ?? '';
    const record = JSON.parse(localStorage.getItem(key) ?? '{}') as { claim: object };
    localStorage.setItem(key, JSON.stringify({ ...record, claim: { ...record.claim, consents: given } }));
    const scene = await checkout(new ElementSigner().pays(payment(4)), setup);
    await nextState(scene.element, 'failed');
    return scene;
  }

  const at = '2026-11-20T10:00:00.000Z';
  const agreed = {
    kind: 'personal_data',
    text: ru.consent.join(' '),
    url: new URL('/privacy', location.href).href,
    version: '1',
    at,
  };
  const page = { privacyUrl: '/privacy', privacyVersion: '1', offerUrl: '/offer', offerVersion: '2' };

  it('from before a reload stay valid for a new payment beside the panel', async () => {
    const offer = { ...agreed, kind: 'offer', text: 'Старая оферта', at: null };
    const { element, signer } = await declined([agreed, offer], page);
    part(element, 'retry').click();
    await nextState(element, 'redirecting');
    const sent = signer.claims[0]?.consents ?? [];
    expect(sent.map(({ kind, version, at: when }) => [kind, version, when])).to.deep.equal([
      ['offer', '2', null],
      ['personal_data', '1', at],
    ]);
  });

  for (const [name, given, setup] of [
    ['to another version', [{ ...agreed, version: '0' }], page],
    ['to another document', [{ ...agreed, url: 'https://shop.example/old' }], page],
    ['that nobody gave', [], page],
    ['to new regular charges', [agreed], { ...page, subscribe: 'Month' }],
  ] as const) {
    it(`${name} are asked for beside the panel before a new payment`, async () => {
      const { element, signer } = await declined(given, setup);
      part(element, 'retry').click();
      await eventually(() => hasPart(element, 'pay'), 'the form');
      const asked = 'subscribe' in setup ? ['personal_data', 'subscription'] : ['personal_data'];
      expect(all(element, 'input[type=checkbox]').map(({ id }) => id)).to.deep.equal(asked);
      // no checkbox is ticked for the buyer
      for (const id of asked) expect(box(element, id).checked).to.equal(false);
      await eventually(() => focused() === box(element, asked[0] ?? ''), 'the focus');
      expect(signer.claims).to.deep.equal([]);
      for (const id of asked) box(element, id).click();
      await element.updateComplete;
      part(element, 'pay').click();
      await nextState(element, 'redirecting');
      const boxes = signer.claims[0]?.consents?.filter(({ kind }) => kind !== 'offer') ?? [];
      expect(boxes.map(({ kind }) => kind)).to.deep.equal(asked);
      for (const one of boxes) expect(one.at).not.to.equal(at);
    });
  }

  it('to a sum do not cover another sum after a change of the cart beside the panel', async () => {
    const answers = [refusal('gateway_refused'), created(HANDLE, PAGE)];
    const setup = { subscribe: 'Month', editable: true };
    const { element, signer } = await checkout(new ElementSigner().creates(...answers), setup);
    box(element, 'subscription').click();
    await element.updateComplete;
    await element.pay();
    await nextState(element, 'error');
    find(element, '[aria-label^="Больше"]').click();
    await element.updateComplete;
    part(element, 'retry').click();
    await eventually(() => hasPart(element, 'pay'), 'the form');
    expect(signer.claims).to.have.length(1);
    box(element, 'subscription').click();
    await element.updateComplete;
    part(element, 'pay').click();
    await nextState(element, 'redirecting');
    const { amount, consents } = signer.claims[1] ?? {};
    expect(amount).to.equal('334.00');
    expect(consents?.[0]?.text).to.contain('334,00');
  });

  it('are forgotten after reset and for another order, without an error', async () => {
    const { element } = await checkout(undefined, { privacyUrl: '/privacy' });
    await element.pay();
    await eventually(() => textOf(find(element, '#no-personal_data')) !== '', 'the reproach');
    element.uuid = 'order-2';
    await element.updateComplete;
    expect(textOf(find(element, '#no-personal_data'))).to.equal('');
    box(element, 'personal_data').click();
    await element.pay();
    await nextState(element, 'redirecting');
    element.reset();
    await nextState(element, 'idle');
    expect(box(element, 'personal_data').checked).to.equal(false);
    expect(textOf(find(element, '#no-personal_data'))).to.equal('');
  });
});
