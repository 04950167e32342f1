import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { fiscalRu, receiptRu } from '../../src/i18n/messages/receipt-messages.ts';
import { paymentRu } from '../../src/i18n/messages/payment-messages.ts';
import { ru } from '../../src/i18n/languages/ru.ts';
import { subscriptionRu } from '../../src/i18n/messages/subscription-messages.ts';
import { inEngines } from './driver/in-engines.ts';
import { poll } from './driver/poll.ts';
import type { Session } from './driver/session.ts';
import { HOSTILE_TEXTS, hostileCopy } from './support/hostile-texts.ts';
import { HOSTILE_SCRIPT, type Harvest, type HostileArgs } from './support/hostile-page.ts';
import { STRICT_POLICY, StrictShop } from './support/strict-shop.ts';

const NAMES = { units: { 0: '' }, subjects: { 1: '' }, modes: { 4: '' } };
const TEXTS = { ...ru, ...paymentRu, ...receiptRu, ...fiscalRu, ...subscriptionRu, ...NAMES };

/** How many times a text is shown, at least; more where the shop's own texts are hostile, too. */
const SHOWN_EACH = 19;
const SHOWN_EACH_CONFIGURED = 24;

const REPORTS = '/policy-reports';
const POLICY = `${STRICT_POLICY}; report-uri ${REPORTS}`;

let shop: StrictShop;
before(async () => {
  shop = await StrictShop.start();
  shop.scripts.set('/hostile.js', HOSTILE_SCRIPT);
});
after(() => shop.close());

test('the hostile texts are more than three hundred, no two alike', () => {
  assert.ok(HOSTILE_TEXTS.length > 300);
  assert.equal(new Set(HOSTILE_TEXTS).size, HOSTILE_TEXTS.length);
});

/** In the page, where the script is. */
const start = (args: HostileArgs): Promise<Harvest> => {
  const { hangHostileElements } = globalThis as unknown as {
    hangHostileElements: (args: HostileArgs) => Promise<Harvest>;
  };
  return hangHostileElements(args);
};

inEngines('hostile texts under Trusted Types', (browser) => {
  let session: Session;
  beforeEach(async () => {
    session = await browser().session();
    shop.answers.length = 0;
  });
  afterEach(() => session.close());

  /** @param each how many times a page shows each text, at least */
  async function harvest(
    texts: readonly string[],
    each: number,
    configuration: object | null,
  ): Promise<Harvest> {
    const head = '<script type="module" src="/dist/kvit.js"></script><script src="/hostile.js"></script>';
    const { url } = shop.page('hostile', { head, policy: POLICY, body: '<main></main>' });
    await session.page.goto(url);
    const found: Harvest[] = [];
    // a few at a time: thousands of elements at once would measure the browser
    for (let from = 0; from < texts.length; from += 40) {
      const part = texts.slice(from, from + 40);
      const least = part.length * each;
      const some = { texts: part, least, configuration: from === 0 ? configuration : null };
      found.push(await session.page.evaluate(start, some));
    }
    return {
      ran: found.some(({ ran }) => ran),
      made: found.flatMap(({ made }) => made),
      noted: found.at(-1)?.noted ?? [],
      shown: found.reduce((sum, { shown }) => sum + shown, 0),
    };
  }

  const reports = () => shop.answers.filter(({ path }) => path === REPORTS).length;

  function assertHarmless({ ran, made, noted }: Harvest): void {
    const found = { ran, made, noted, reports: reports() };
    assert.deepEqual(found, { ran: false, made: [], noted: [], reports: 0 });
  }

  test('a page that breaks its policy is heard of: by its own ear and by the browser’s report', async () => {
    const body = '<main></main><img src="/x" onerror="top.kvitRan=1">';
    const { url } = shop.page('broken', { head: '', policy: POLICY, body });
    await session.page.goto(url);
    const heard = await poll(async () => reports() > 0);
    assert.ok(heard, 'the browser reports nothing');
    assert.match(await session.page.evaluate<string>(`sessionStorage.getItem('noted')`), /policy: /);
    assert.equal(await session.page.evaluate('"kvitRan" in window'), false);
  });

  test('in every text and address of an order, a receipt, a subscription and a refusal: nothing runs, no rule is broken', async () => {
    const found = await harvest(HOSTILE_TEXTS, SHOWN_EACH, null);
    assertHarmless(found);
    // what is hostile is shown, so that it was really there
    assert.ok(found.shown >= HOSTILE_TEXTS.length * SHOWN_EACH, `only ${found.shown} were shown`);
  });

  test('in every text and the seller that the shop itself configures', async () => {
    const configuration = {
      messages: { ru: hostileCopy(TEXTS) },
      seller: hostileCopy({ name: '', inn: '', address: '', taxSystem: '' }),
    };
    const found = await harvest(HOSTILE_TEXTS.slice(0, 10), SHOWN_EACH_CONFIGURED, configuration);
    assertHarmless(found);
    assert.ok(found.shown >= 10 * SHOWN_EACH_CONFIGURED, `only ${found.shown} were shown`);
  });
});
