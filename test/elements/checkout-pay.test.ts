import { expect } from '@open-wc/testing';
import type { KvitCheckout } from '../../src/index.ts';
import { all, find, focused, hasPart, part, textOf } from './kit/deep.ts';
import { created, ElementSigner, Later, payment, receipts, refusal } from './kit/element-signer.ts';
import { freshPage, lookAgain } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { bun, HANDLE, ORDER, PAGE, receipt } from './kit/sample.ts';
import { checkout, eventually, nextState, turn } from './kit/scene.ts';
import { words } from './kit/words.ts';

const press = (element: KvitCheckout): void => part(element, 'pay').click();

/** Replaces `window.open` for one call. */
async function withOpen(open: typeof window.open | undefined, act: () => Promise<void>): Promise<void> {
  const real = window.open;
  Object.assign(window, { open });
  try {
    await act();
  } finally {
    window.open = real;
  }
}

describe('paying', () => {
  freshPage();

  it('goes to the payment page', async () => {
    const { element, left, ofType } = await checkout();
    press(element);
    await nextState(element, 'redirecting');
    expect(left).to.deep.equal([PAGE]);
    expect(ofType('kvit-pay')[0]?.order).to.deep.equal(element.snapshot.order);
  });

  it('says that it is preparing until the signer answers', async () => {
    const later = new Later();
    const { element, left } = await checkout(new ElementSigner().creates(later.answer));
    press(element);
    await nextState(element, 'submitting');
    expect(textOf(part(element, 'pay'))).to.equal(words.submitting);
    expect(part(element, 'pay').getAttribute('aria-disabled')).to.equal('true');
    later.resolve(created(HANDLE, PAGE));
    await nextState(element, 'redirecting');
    expect(left).to.have.length(1);
  });

  it('sends nothing when kvit-pay is cancelled', async () => {
    const { element, signer, events, place } = await checkout();
    place.addEventListener('kvit-pay', (event) => event.preventDefault());
    press(element);
    await element.pay();
    await turn();
    expect(signer.calls).to.deep.equal([]);
    expect(events.map(({ type }) => type)).to.deep.equal(['kvit-pay', 'kvit-pay']);
    expect(element.getAttribute('state')).to.equal('idle');
  });

  it('offers a button when kvit-redirect is cancelled, and the button goes to the payment page', async () => {
    const { element, signer, left, place } = await checkout();
    place.addEventListener('kvit-redirect', (event) => event.preventDefault(), { once: true });
    press(element);
    await nextState(element, 'away');
    expect(left).to.deep.equal([]);
    part(element, 'back').click();
    expect(left).to.deep.equal([PAGE]);
    expect(signer.count('createPayment')).to.equal(1);
  });

  it('creates one payment for many calls', async () => {
    const later = new Later();
    const { element, signer, left, ofType } = await checkout(new ElementSigner().creates(later.answer));
    press(element);
    press(element);
    const calls = [element.pay(), element.pay()];
    await nextState(element, 'submitting');
    press(element);
    later.resolve(created(HANDLE, PAGE));
    await Promise.all(calls);
    await nextState(element, 'redirecting');
    await element.pay();
    expect(signer.count('createPayment')).to.equal(1);
    expect(left).to.have.length(1);
    expect(ofType('kvit-pay')).to.have.length(1);
  });

  it('gives a snapshot with the state of each kvit-change', async () => {
    const { element, place } = await checkout();
    const seen: [string, string][] = [];
    place.addEventListener('kvit-change', ({ state }) => void seen.push([state, element.snapshot.state]));
    await element.pay();
    await nextState(element, 'redirecting');
    expect(seen).to.deep.include(['redirecting', 'redirecting']);
  });

  it('creates one payment when a listener of kvit-pay pays', async () => {
    const { element, signer, place } = await checkout();
    place.addEventListener('kvit-pay', () => void element.pay());
    await element.pay();
    expect(signer.count('createPayment')).to.equal(1);
  });

  it('shows the old and the new sum when the price has changed, and pays the new one', async () => {
    const order = { ...ORDER, items: [{ ...bun, price: '100.00' }] };
    const signer = new ElementSigner().creates(refusal('price_changed', { order }), created(HANDLE, PAGE));
    const { element, left } = await checkout(signer);
    press(element);
    await nextState(element, 'submitting');
    await nextState(element, 'idle');
    expect(textOf(find(element, '.notice'))).to.match(/250,50 ₽.* 300,00 ₽/);
    expect(find(element, '.notice').getAttribute('role')).to.equal('alert');
    expect(textOf(part(element, 'pay'))).to.equal('Оплатить 300,00 ₽');
    expect(left).to.deep.equal([]);
    press(element);
    await nextState(element, 'redirecting');
    expect(signer.claims.map(({ amount }) => amount)).to.deep.equal(['250.50', '300.00']);
    expect(signer.keys[0]).not.to.equal(signer.keys[1]);
    expect(all(element, '.notice')).to.deep.equal([]);
  });

  it('refuses a changed order that breaks the sum rule', async () => {
    const order = { ...ORDER, amount: '1.00' };
    const { element, ofType } = await checkout(
      new ElementSigner().creates(refusal('price_changed', { order })),
    );
    await element.pay();
    await nextState(element, 'error');
    expect(ofType('kvit-error').map(({ code }) => code)).to.deep.equal(['bad_order']);
  });

  it('checks the payment when the order is already paid', async () => {
    const signer = new ElementSigner().creates(refusal('already_paid', { id: 'older' })).pays(payment(3));
    const { element, left } = await checkout(signer);
    await element.pay();
    await nextState(element, 'paid');
    expect(signer.count('getPayment', 'older')).to.equal(1);
    expect(left).to.deep.equal([]);
  });

  it('does nothing while the checkout is disabled', async () => {
    const { element, signer, events } = await checkout(undefined, { disabled: true });
    expect((part(element, 'pay') as HTMLButtonElement).disabled).to.equal(true);
    press(element);
    await element.pay();
    expect(signer.calls).to.deep.equal([]);
    expect(events).to.deep.equal([]);
    element.disabled = false;
    await element.updateComplete;
    press(element);
    await nextState(element, 'redirecting');
  });

  it('keeps two checkouts on one page apart', async () => {
    const one = await checkout();
    const two = await checkout(undefined, { uuid: 'order-2' });
    press(one.element);
    await nextState(one.element, 'redirecting');
    expect(two.element.getAttribute('state')).to.equal('idle');
    expect(two.signer.calls).to.deep.equal([]);
    press(two.element);
    await nextState(two.element, 'redirecting');
    expect(two.signer.claims[0]?.uuid).to.equal('order-2');
  });

  it('forgets the payment on reset, in the element and in storage', async () => {
    remember();
    const { element, signer } = await checkout(new ElementSigner().pays(payment(4)));
    await nextState(element, 'failed');
    element.reset();
    await nextState(element, 'idle');
    expect(Object.keys(localStorage).filter((key) => key.startsWith('kvit:'))).to.deep.equal([]);
    press(element);
    await nextState(element, 'redirecting');
    expect(signer.count('createPayment')).to.equal(1);
  });

  it('ends on reset', async () => {
    const later = new Later();
    const { element, signer, left } = await checkout(new ElementSigner().creates(later.answer));
    press(element);
    await eventually(() => signer.calls.length > 0, 'a call');
    element.reset();
    await nextState(element, 'idle');
    later.resolve(created(HANDLE, PAGE));
    await turn();
    expect(left).to.deep.equal([]);
    expect(element.getAttribute('state')).to.equal('idle');
  });

  it('ends on reset before anything is sent', async () => {
    const { element, signer } = await checkout();
    press(element);
    element.reset();
    await nextState(element, 'idle');
    for (let n = 0; n < 20; n += 1) await turn();
    expect(signer.calls).to.deep.equal([]);
  });

  it('gives a snapshot without the handle and the payment page', async () => {
    const { element } = await checkout();
    expect(element.snapshot).to.have.keys('state', 'uuid', 'order');
    await element.pay();
    expect(element.snapshot.state).to.equal('redirecting');
    expect(element.snapshot.order?.amount).to.equal(25_050);
    expect(JSON.stringify(element.snapshot)).not.to.contain(HANDLE);
  });
});

describe('consent to personal data processing', () => {
  freshPage();

  const box = (element: KvitCheckout): HTMLInputElement =>
    find(element, '#personal_data') as HTMLInputElement;

  it('starts without a tick and must be given', async () => {
    const { element, signer } = await checkout(undefined, { privacyUrl: '/privacy', offerUrl: '/offer' });
    expect(box(element).checked).to.equal(false);
    expect((find(element, '.consent a') as HTMLAnchorElement).href).to.equal(`${location.origin}/privacy`);
    expect((find(element, '.note a') as HTMLAnchorElement).href).to.equal(`${location.origin}/offer`);
    press(element);
    await element.updateComplete;
    expect(signer.calls).to.deep.equal([]);
    expect(focused() === box(element)).to.equal(true);
    expect(box(element).getAttribute('aria-invalid')).to.equal('true');
    const why = find(element, `#${box(element).getAttribute('aria-describedby') ?? ''}`);
    expect(textOf(why)).to.equal(words.consentMissing);
    box(element).click();
    await element.updateComplete;
    expect(textOf(why)).to.equal('');
    expect(box(element).getAttribute('aria-invalid')).to.equal('false');
    press(element);
    await nextState(element, 'redirecting');
  });

  it('can be withdrawn', async () => {
    const { element, signer } = await checkout(undefined, { privacyUrl: '/privacy' });
    box(element).click();
    box(element).click();
    await element.pay();
    expect(signer.calls).to.deep.equal([]);
  });

  it('stands beside the consent to regular charges; the first missing one gets the focus', async () => {
    const { element, signer } = await checkout(undefined, { privacyUrl: '/privacy', subscribe: 'Week' });
    box(element).click();
    await element.pay();
    const regular = find(element, '#subscription') as HTMLInputElement;
    expect(focused() === regular).to.equal(true);
    expect(signer.calls).to.deep.equal([]);
    regular.click();
    press(element);
    await nextState(element, 'redirecting');
    expect(signer.claims[0]?.consents?.map(({ kind }) => kind)).to.deep.equal([
      'personal_data',
      'subscription',
    ]);
  });

  it('is asked again for another order', async () => {
    const { element } = await checkout(undefined, { privacyUrl: '/privacy' });
    box(element).click();
    await element.updateComplete;
    element.uuid = 'order-2';
    await element.updateComplete;
    expect(box(element).checked).to.equal(false);
  });

  it('is asked for even if its address cannot be a link', async () => {
    const { element, signer } = await checkout(undefined, { privacyUrl: 'javascript:alert(1)' });
    expect(all(element, '.consent a')).to.deep.equal([]);
    await element.pay();
    expect(signer.calls).to.deep.equal([]);
  });

  it('is not asked for without an address', async () => {
    const { element } = await checkout();
    expect(all(element, '#personal_data')).to.deep.equal([]);
  });
});

describe('paying in a new tab', () => {
  freshPage();

  it('opens the tab at the press, without access to the shop, and follows the payment here', async () => {
    const went: string[] = [];
    const tab = {
      closed: false,
      opener: window as Window | null,
      location: { replace: (url: string) => void went.push(url) },
      close: () => undefined,
    };
    const { element } = await checkout(undefined, { target: '_blank', navigate: null });
    await withOpen(
      () => tab as unknown as Window,
      async () => {
        press(element);
        await nextState(element, 'away');
      },
    );
    expect(went).to.deep.equal([PAGE]);
    expect(tab.opener === null).to.equal(true);
  });

  for (const [what, open] of [
    ['opens none', () => null],
    ['has no way to', undefined],
  ] as const) {
    it(`uses this tab when the browser ${what}`, async () => {
      // an address in this document, so that the test can see the navigation; the top window navigates
      const window = globalThis.top ?? globalThis;
      const { href } = window.location;
      const page = `${href}#paying`;
      const { element } = await checkout(new ElementSigner().creates(created(HANDLE, page)), {
        target: '_blank',
        navigate: null,
      });
      await withOpen(open, async () => {
        press(element);
        await nextState(element, 'redirecting');
      });
      await eventually(() => window.location.href === page, 'the address');
      window.history.replaceState(null, '', href);
    });
  }

  it('closes the tab when the payment is not created', async () => {
    let closed = 0;
    const tab = { closed: false, close: () => void (closed += 1) };
    const { element } = await checkout(new ElementSigner().creates(refusal('refused')), {
      target: '_blank',
      navigate: null,
    });
    await withOpen(
      () => tab as unknown as Window,
      async () => {
        press(element);
        await nextState(element, 'error');
        await turn();
      },
    );
    expect(closed).to.equal(1);
  });
});

describe('a kvit-checkout that moves', () => {
  freshPage();

  it('continues in its new place while a payment is created', async () => {
    const later = new Later();
    const { element, signer, left, place } = await checkout(new ElementSigner().creates(later.answer));
    press(element);
    await nextState(element, 'submitting');
    await eventually(() => signer.calls.length > 0, 'a call');
    const other = document.createElement('div');
    place.append(other);
    other.append(element);
    await turn();
    expect(element.getAttribute('state')).to.equal('submitting');
    later.resolve(created(HANDLE, PAGE));
    await nextState(element, 'redirecting');
    expect(signer.count('createPayment')).to.equal(1);
    expect(left).to.deep.equal([PAGE]);
  });

  it('does nothing after it is removed', async () => {
    const later = new Later();
    const { element, signer, left } = await checkout(new ElementSigner().creates(later.answer));
    press(element);
    await eventually(() => signer.calls.length > 0, 'a call');
    element.remove();
    await turn();
    const heard: string[] = [];
    element.addEventListener('kvit-change', ({ state }) => void heard.push(state));
    expect(signer.calls[0]?.signal.aborted).to.equal(true);
    later.resolve(created(HANDLE, PAGE));
    await turn();
    await turn();
    expect(heard).to.deep.equal([]);
    expect(left).to.deep.equal([]);
    expect(signer.calls).to.have.length(1);
  });

  it('sends nothing if it is removed right after the press', async () => {
    const { element, signer, left } = await checkout();
    press(element);
    element.remove();
    for (let n = 0; n < 20; n += 1) await turn();
    expect(signer.calls).to.deep.equal([]);
    expect(left).to.deep.equal([]);
  });

  it('uses the same key when it returns and is pressed again', async () => {
    const signer = new ElementSigner().creates(new Later().answer, created(HANDLE, PAGE));
    const { element, left, place } = await checkout(signer);
    press(element);
    await eventually(() => signer.calls.length > 0, 'a call');
    element.remove();
    await turn();
    place.append(element);
    await nextState(element, 'idle');
    press(element);
    await nextState(element, 'redirecting');
    expect(signer.keys).to.have.length(2);
    expect(signer.keys[0]).to.equal(signer.keys[1]);
    expect(left).to.deep.equal([PAGE]);
  });
});

describe('an event of the element', () => {
  freshPage();

  /** Every text in an object's own properties, at any depth. */
  function texts(value: unknown, seen = new Set<unknown>()): string[] {
    if (typeof value === 'string') return [value];
    if (typeof value !== 'object' || value === null || value instanceof Node || seen.has(value)) return [];
    seen.add(value);
    const names = Reflect.ownKeys(value).filter((name) => name !== 'stack');
    return names.flatMap((name) => [String(name), ...texts(Reflect.get(value, name), seen)]);
  }

  it('carries neither the handle nor the address of the payment page', async () => {
    const signer = new ElementSigner().pays(payment(5), payment(3)).receipts(receipts(receipt));
    const { element, events } = await checkout(signer, { target: '_blank' });
    await element.pay();
    await nextState(element, 'held');
    lookAgain();
    await nextState(element, 'receipt');
    const failed = await checkout(
      new ElementSigner().creates({ id: HANDLE, paymentUrl: `https://evil.example/${HANDLE}` }),
      { uuid: 'order-2' },
    );
    await failed.element.pay();
    const heard = [...events, ...failed.events];
    expect(heard.length).to.be.greaterThan(9);
    for (const event of heard) {
      const said = texts(event).join('\n');
      expect(said, event.type).not.to.contain(HANDLE);
      expect(said, event.type).not.to.contain('urlpay.io');
      expect(said, event.type).not.to.contain('evil.example');
    }
  });

  it('crosses shadow roots', async () => {
    const signer = new ElementSigner().pays(payment(3)).receipts(receipts(receipt));
    const { element, place, events } = await checkout(signer, { target: '_blank' });
    const root = place.attachShadow({ mode: 'closed' });
    root.append(element);
    const heard = new Set<string>();
    const note = ({ type }: Event): void => void heard.add(type);
    const types = ['kvit-pay', 'kvit-redirect', 'kvit-change', 'kvit-paid', 'kvit-receipt'] as const;
    for (const type of types) document.body.addEventListener(type, note);
    await element.pay();
    await nextState(element, 'receipt');
    for (const type of types) document.body.removeEventListener(type, note);
    expect([...heard]).to.have.members(types);
    expect(events.every(({ bubbles, composed }) => bubbles && composed)).to.equal(true);
    const cancelable = events.filter((event) => event.cancelable).map(({ type }) => type);
    expect(new Set(cancelable)).to.deep.equal(new Set(['kvit-pay', 'kvit-redirect']));
  });
});

describe('a signer on another origin', () => {
  freshPage();

  for (const address of [
    'https://evil.example/kvit',
    '//evil.example/kvit',
    'https:evil.example',
    '\\\\evil.example\\kvit',
    'javascript:alert(1)',
    'data:text/plain,x',
    `blob:${location.origin}/x`,
  ]) {
    it(`is never called when only HTML names it: ${address}`, async () => {
      const real = window.fetch;
      const asked: unknown[] = [];
      window.fetch = (...args) => {
        asked.push(args[0]);
        return Promise.reject(new TypeError('no'));
      };
      try {
        const { element, ofType, left } = await checkout(undefined, { signer: '' });
        element.setAttribute('signer', address);
        await nextState(element, 'error');
        await element.pay();
        await turn();
        expect(ofType('kvit-error').at(-1)?.code).to.equal('signer_forbidden');
        expect(hasPart(element, 'retry')).to.equal(false);
        expect(asked).to.deep.equal([]);
        expect(left).to.deep.equal([]);
      } finally {
        window.fetch = real;
      }
    });
  }
});
