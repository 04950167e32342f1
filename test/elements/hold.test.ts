import { expect } from '@open-wc/testing';
import { find, part, textOf } from './kit/deep.ts';
import { ElementSigner, payment } from './kit/element-signer.ts';
import { freshPage, lookAgain, passTime } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { checkout, nextState, turn, type Scene } from './kit/scene.ts';
import { words } from './kit/words.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Replaces repeating timers; the test fires them. */
const ticking = new Map<number, () => void>();
const { setInterval: realSet, clearInterval: realClear } = window;

const heldFor = (ms: number) => ({
  success: true,
  payment: { status: 5, hold_until: new Date(Date.now() + ms).toISOString() },
});

async function held(...answers: unknown[]): Promise<Scene<'kvit-checkout'>> {
  remember();
  const scene = await checkout(new ElementSigner().pays(...answers));
  await nextState(scene.element, 'held');
  return scene;
}

describe('a hold', () => {
  freshPage();
  beforeEach(() => {
    let last = 1_000_000;
    const begin = (call: TimerHandler): number => {
      last += 1;
      if (typeof call === 'function') ticking.set(last, () => void Reflect.apply(call, window, []));
      return last;
    };
    Object.assign(window, { setInterval: begin, clearInterval: (id: number) => void ticking.delete(id) });
  });
  afterEach(() => {
    Object.assign(window, { setInterval: realSet, clearInterval: realClear });
    ticking.clear();
  });

  const note = (element: HTMLElement): string => textOf(find(element, '.panel > p'));

  it('shows its approximate end and the time left', async () => {
    const { element } = await held(heldFor(50 * HOUR));
    expect(note(element)).to.match(
      new RegExp(`^${words.heldUntil[0]} .+, ${words.heldUntil[1]} (49|50) часов$`),
    );
  });

  it('counts down outside the live region', async () => {
    const { element } = await held(heldFor(2 * HOUR));
    const region = part(element, 'message');
    const spoken = textOf(region);
    expect(region.contains(find(element, '.panel > p'))).to.equal(false);
    expect(note(element)).to.contain('1 час');
    passTime(HOUR + 30 * MINUTE);
    for (const tick of ticking.values()) tick();
    await element.updateComplete;
    expect(note(element)).to.match(/30 минут$/);
    expect(textOf(region)).to.equal(spoken);
    passTime(HOUR);
    for (const tick of ticking.values()) tick();
    await element.updateComplete;
    expect(textOf(element)).not.to.contain(words.heldUntil[0]);
  });

  it('has one timer after many checks', async () => {
    const { element, signer } = await held(heldFor(2 * HOUR));
    expect(ticking.size).to.equal(1);
    const before = signer.count('getPayment');
    lookAgain();
    await turn();
    await turn();
    element.check();
    await turn();
    expect(signer.count('getPayment')).to.be.above(before);
    expect(ticking.size).to.equal(1);
  });

  it('has no timer after the state changes', async () => {
    const { element } = await held(heldFor(2 * HOUR), payment(3));
    lookAgain();
    await nextState(element, 'paid');
    expect(ticking.size).to.equal(0);
  });

  it('has no timer if its end is unknown', async () => {
    const { element } = await held(payment(5));
    expect(ticking.size).to.equal(0);
    expect(textOf(element)).not.to.contain(words.heldUntil[0]);
  });

  it('has no timer while its element is off the page', async () => {
    const { element, place } = await held(heldFor(2 * HOUR));
    element.remove();
    await turn();
    expect(ticking.size).to.equal(0);
    place.append(element);
    await nextState(element, 'held');
    await turn();
    expect(ticking.size).to.equal(1);
  });
});
