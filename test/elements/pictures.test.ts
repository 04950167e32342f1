import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { KvitError, type KvitErrorCode, type KvitErrorOptions } from '../../src/domain/errors/kvit-error.ts';
import { statePanel } from '../../src/elements/panel/state-panel.ts';
import { ru } from '../../src/i18n/languages/ru.ts';
import type { CheckoutState } from '../../src/session/checkout-state.ts';

const nothing = (): void => undefined;

/** The view of a state: its icon and its text. */
function drawn(state: CheckoutState): { picture: string; words: string } {
  const place = document.createElement('div');
  render(statePanel(state, ru, 'ru', { check: nothing, retry: nothing, proceed: nothing }, false), place);
  const picture = `${place.querySelector('.panel')?.className} ${place.querySelector('path')?.getAttribute('d')}`;
  return { picture, words: place.querySelector('[part="message"]')?.textContent.trim() ?? '' };
}

const error = (code: KvitErrorCode, options?: KvitErrorOptions): CheckoutState => ({
  name: 'error',
  error: new KvitError(code, 'x', options),
});

const STATES: Readonly<Record<string, CheckoutState>> = {
  leaving: { name: 'redirecting' },
  checking: { name: 'checking' },
  away: { name: 'away' },
  held: { name: 'held', until: null },
  paid: { name: 'paid', receipt: 'coming' },
  'receipt late': { name: 'paid', receipt: 'late' },
  receipt: { name: 'receipt', receipts: [] },
  cancelled: { name: 'cancelled' },
  declined: { name: 'failed' },
  unresolved: { name: 'unresolved' },
  'signer down': error('network'),
  'too many attempts': error('network', { status: 429 }),
  'price changed': error('price_changed'),
  'already paid': error('already_paid'),
  'not found': error('not_found'),
  refused: error('refused'),
  mismatch: error('payment_mismatch'),
  misconfigured: error('misconfigured'),
};

describe('every state', () => {
  it('has its own text', () => {
    const words = Object.values(STATES).map((state) => drawn(state).words);
    expect(new Set(words).size).to.equal(words.length);
  });

  it('has its own icon by shape or colour, except two kinds of refusal', () => {
    const names: Record<string, string[]> = {};
    for (const [name, state] of Object.entries(STATES)) (names[drawn(state).picture] ??= []).push(name);
    const shared = Object.values(names).filter(({ length }) => length > 1);
    expect(shared).to.deep.equal([['declined', 'mismatch']]);
  });

  it('has another icon when offline', () => {
    const online = Object.getOwnPropertyDescriptor(navigator, 'onLine');
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    try {
      const offline = drawn(error('network')).picture;
      expect(Object.values(STATES).map((state) => drawn(state).picture)).not.to.include(offline);
    } finally {
      if (online) Object.defineProperty(navigator, 'onLine', online);
      else Reflect.deleteProperty(navigator, 'onLine');
    }
  });
});
