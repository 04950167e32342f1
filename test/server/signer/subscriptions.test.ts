import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PickSubscriptions, SignerOptions, GatewaySubscription } from '../../../src/server/index.ts';
import { openBoth } from '../sandboxed-shop.ts';
import { API_KEY, CLAIM, SECRET, SHOP, type Answer, type Json } from '../shop.ts';

const DAY = 86_400_000;
const PARTNER = 'https://partner.test';

const buyerOf = (request: Request): string =>
  /buyer=(\w+)/.exec(request.headers.get('Cookie') ?? '')?.[1] ?? '';

/** Picks by the order's description, which names the buyer in this shop. */
const byCookie = (all: readonly GatewaySubscription[], request: Request): readonly GatewaySubscription[] => {
  const buyer = buyerOf(request);
  return buyer === '' ? [] : all.filter(({ description }) => description === `Булочки, ${buyer}`);
};

const orderOf = (uuid: string) => ({
  ...CLAIM,
  uuid,
  description: `Булочки, ${uuid}`,
  subscribe: 'Day' as const,
});

/** A shop with a subscription of Anna's (501) and one of Boris' (502). */
async function opened(options: Partial<SignerOptions> = {}) {
  const both = openBoth('paid', {
    order: ({ uuid }) => orderOf(uuid),
    subscriptions: byCookie,
    origins: [PARTNER],
    ...options,
  });
  const { clock, shop, act, sandbox } = both;
  for (const buyer of ['anna', 'boris']) {
    const { body } = await clock.run(shop.post(orderOf(buyer)));
    await act(String(body['paymentUrl']), 'pay');
  }
  await clock.run(sandbox.settled());
  clock.advance(2_000);
  both.calls.length = 0;
  const send = (path: string, method: string, headers: Record<string, string> = {}): Promise<Answer> =>
    clock.run(shop.send(`/kvit/subscriptions${path}`, { method, headers }));
  return {
    ...both,
    list: (buyer: string) => send('', 'GET', { Cookie: `buyer=${buyer}` }),
    cancel: (id: unknown, buyer: string, headers: Record<string, string> = { Origin: SHOP }) =>
      send(`/${String(id)}`, 'DELETE', { Cookie: `buyer=${buyer}`, ...headers }),
    send,
    /** id and status of the subscriptions at the gateway */
    statuses: () => sandbox.subscriptions().map(({ id, status }) => [id, status]),
  };
}

const items = ({ body }: Answer): Json[] => body['items'] as Json[];
const idsIn = (answer: Answer): unknown[] => items(answer).map(({ id }) => id);

const ANNAS = {
  id: 501,
  description: 'Булочки, anna',
  status: 1,
  currency: 'rub',
  amount: '250.50',
  start_date: '2026-11-21',
  next_pay_date: '2026-11-22',
  interval: 'Day',
};

describe('GET subscriptions', () => {
  it('shows a buyer their own, as UrlPay’s, and nobody else’s', async () => {
    const { list } = await opened();
    const answer = await list('anna');
    assert.deepEqual([answer.status, answer.body], [200, { items: [ANNAS] }]);
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
    assert.deepEqual(idsIn(await list('boris')), [502]);
    assert.deepEqual(items(await list('carl')), []);
    assert.deepEqual(items(await list('')), []);
  });

  it('shows the next charge date after a charge', async () => {
    const { list, clock, sandbox } = await opened();
    clock.advance(3 * DAY);
    assert.equal(sandbox.payments().length, 8);
    assert.equal(items(await list('anna'))[0]?.['next_pay_date'], '2026-11-25');
  });

  it('shows the merchant’s words and drops unknown fields', async () => {
    const { list } = await opened({
      subscriptions: async (all, request) =>
        byCookie(all, request).map((one) => ({ ...one, description: 'Завтраки', buyer: 'anna' })),
    });
    assert.deepEqual(items(await list('anna')), [{ ...ANNAS, description: 'Завтраки' }]);
  });

  it('does not show the words for one buyer to another', async () => {
    const { list } = await opened({
      subscriptions: (all, request) => {
        const own = byCookie(all, request);
        for (const one of own) one.status = 77;
        return [...own, ...all.filter(({ status }) => status === 77 && !own.length)];
      },
    });
    assert.equal(items(await list('anna'))[0]?.['status'], 77);
    assert.deepEqual(items(await list('carl')), []);
  });

  it('asks the gateway once in two seconds for any number of buyers', async () => {
    const { list, calls, clock } = await opened();
    const buyers = ['anna', 'boris', 'anna', 'carl'];
    const answers = await Promise.all(buyers.map((buyer) => list(buyer)));
    assert.deepEqual(answers.map(idsIn), [[501], [502], [501], []]);
    await list('anna');
    assert.deepEqual(calls, ['GET /v2/subscribes']);
    clock.advance(2_000);
    await list('anna');
    assert.equal(calls.length, 2);
  });

  it('counts as a read of the client', async () => {
    const { send } = await opened({ client: () => 'x', limits: { reads: { most: 2, within: 60_000 } } });
    const answers = [await send('', 'GET'), await send('', 'GET'), await send('', 'GET')];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 429],
    );
  });

  for (const [scenario, status, code, alert] of [
    ['error-500', 503, 'unavailable', null],
    ['error-503', 503, 'unavailable', null],
    ['slow-answers', 503, 'unavailable', null],
    ['html', 503, 'unavailable', 'gateway_bad_answer'],
    ['truncated', 503, 'unavailable', 'gateway_bad_answer'],
    ['error-401', 502, 'gateway_refused', 'gateway_refused'],
  ] as const) {
    it(`answers that the gateway does not answer: ${scenario}`, async () => {
      const { list, cancel, sandbox, shop, calls, clock, statuses } = await opened();
      sandbox.scenario = scenario;
      for (const answer of [await list('anna'), await cancel(501, 'anna'), await list('boris')]) {
        assert.deepEqual([answer.status, answer.body['code']], [status, code]);
        assert.equal(answer.headers.get('Retry-After'), status === 503 ? '5' : null);
      }
      assert.deepEqual([...new Set(shop.alerts.map(({ kind }) => kind))], alert ? [alert] : []);
      // the timeout takes five seconds, so the throttle has passed
      if (scenario !== 'slow-answers') assert.equal(calls.length, 1);
      assert.doesNotMatch(JSON.stringify(shop.alerts), new RegExp(`${SECRET}|${API_KEY}`));
      sandbox.scenario = 'paid';
      clock.advance(2_000);
      assert.deepEqual(idsIn(await list('anna')), [501]);
      assert.deepEqual(statuses(), [
        [501, 1],
        [502, 1],
      ]);
    });
  }

  const bugs: Record<string, PickSubscriptions> = {
    'throws at once': () => {
      throw new Error(`no books: ${API_KEY}`);
    },
    'throws later': () => Promise.reject(new Error('no books')),
    'gives nothing': () => undefined as never,
    'gives one': ((all: readonly unknown[]) => all[0]) as never,
    'gives ids': (all) => all.map(({ id }) => id) as never,
    'gives one without an id': (all) => all.map((one) => ({ ...one, id: null })),
    'gives one that the gateway does not have': (all) => all.map((one) => ({ ...one, id: 7 })),
    'gives a status in words': (all) => all.map((one) => ({ ...one, status: 'active' })) as never,
  };
  for (const [name, subscriptions] of Object.entries(bugs)) {
    it(`is a 500 without details, and an alert, when the merchant’s code ${name}`, async () => {
      const { list, cancel, shop, statuses } = await opened({ subscriptions });
      for (const answer of [await list('anna'), await cancel(501, 'anna')]) {
        assert.deepEqual([answer.status, answer.body['code']], [500, 'internal']);
        assert.doesNotMatch(answer.text, /books|Булочки|50[12]/);
      }
      assert.deepEqual(
        shop.alerts.map(({ kind }) => kind),
        ['failure', 'failure'],
      );
      assert.equal(JSON.stringify(shop.alerts).includes(API_KEY), false);
      assert.deepEqual(statuses(), [
        [501, 1],
        [502, 1],
      ]);
    });
  }
});

describe('DELETE subscriptions/{id}', () => {
  it('cancels a buyer’s own, which is no longer charged and is shown as ended at once', async () => {
    const { list, cancel, clock, sandbox, statuses } = await opened();
    await list('anna');
    const answer = await cancel(501, 'anna');
    assert.deepEqual([answer.status, answer.body], [200, { success: true }]);
    assert.equal(items(await list('anna'))[0]?.['status'], 0);
    assert.deepEqual(statuses(), [
      [501, 0],
      [502, 1],
    ]);
    clock.advance(3 * DAY);
    const charged = sandbox.subscriptions().map(({ payments }) => payments.length);
    assert.deepEqual(charged, [1, 4]);
  });

  it('answers the same 404 for another buyer’s, a missing and a malformed id', async () => {
    const { cancel, send, statuses, calls } = await opened();
    const ids = [502, 503, 0, -1, '0501', '501.0', '5e2', '501/', '501/x', '9007199254740993'];
    const answers = await Promise.all(ids.map((id) => cancel(id, 'anna')));
    answers.push(await cancel(501, ''), await cancel(501, 'carl'), await send('/', 'GET'));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([404]));
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.deepEqual(new Set(calls), new Set(['GET /v2/subscribes']));
    assert.deepEqual(statuses(), [
      [501, 1],
      [502, 1],
    ]);
  });

  for (const headers of [
    { Origin: 'https://evil.test' },
    { Origin: 'null' },
    { Origin: 'https://shop.test.evil.test' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site', Origin: 'https://blog.shop.test' },
  ] as Record<string, string>[]) {
    it(`is refused to a page of another origin: ${JSON.stringify(headers)}`, async () => {
      const { cancel, statuses, calls } = await opened();
      const answer = await cancel(501, 'anna', headers);
      assert.deepEqual([answer.status, answer.body['code']], [403, 'refused']);
      assert.deepEqual(calls, []);
      assert.deepEqual(statuses()[0], [501, 1]);
    });
  }

  it('is allowed to a page of an allowed origin by the preflight', async () => {
    const { send, cancel } = await opened();
    const ask = (path: string, origin: string) => send(path, 'OPTIONS', { Origin: origin });
    const yes = await ask('/501', PARTNER);
    assert.deepEqual([yes.status, yes.headers.get('Access-Control-Allow-Methods')], [204, 'DELETE']);
    assert.equal(yes.headers.get('Access-Control-Allow-Origin'), PARTNER);
    assert.equal((await ask('/501', 'https://evil.test')).status, 403);
    assert.equal((await ask('', PARTNER)).headers.get('Access-Control-Allow-Methods'), 'GET');
    const cross = { Origin: PARTNER, 'Sec-Fetch-Site': 'cross-site' };
    const answer = await cancel(501, 'anna', cross);
    assert.deepEqual([answer.status, answer.headers.get('Access-Control-Allow-Origin')], [200, PARTNER]);
  });

  it('is the only method: the others are 405', async () => {
    const { send } = await opened();
    for (const [path, method, allow] of [
      ['/501', 'GET', 'DELETE, OPTIONS'],
      ['/501', 'POST', 'DELETE, OPTIONS'],
      ['', 'DELETE', 'GET, OPTIONS'],
      ['', 'POST', 'GET, OPTIONS'],
    ] as const) {
      const { status, headers } = await send(path, method);
      assert.deepEqual([status, headers.get('Allow')], [405, allow]);
    }
  });

  it('counts as a payment of the client', async () => {
    const { cancel } = await opened({ client: () => 'x', limits: { payments: { most: 3, within: 60_000 } } });
    const answers = [await cancel(502, 'anna'), await cancel(501, 'anna')];
    assert.deepEqual(
      answers.map(({ status }) => status),
      // two presses have created the subscriptions
      [404, 429],
    );
  });

  it('answers 502 when the gateway refuses', async () => {
    const { cancel, shop } = await opened();
    assert.equal((await cancel(501, 'anna')).status, 200);
    const again = await cancel(501, 'anna');
    assert.deepEqual([again.status, again.body['code']], [502, 'gateway_refused']);
    const [alert] = shop.alerts;
    assert.ok(alert?.kind === 'gateway_refused');
    assert.match(alert.message, /DELETE \/v2\/subscribes\/501: .*is cancelled already/);
    assert.doesNotMatch(again.text, /cancelled already/);
  });

  for (const [scenario, status] of [
    ['error-500', 1],
    ['reset', 0],
    ['truncated', 0],
    ['html', 1],
  ] as const) {
    it(`answers that the outcome is unknown, and the next list shows it: ${scenario}`, async () => {
      const { list, cancel, sandbox } = await opened();
      // within the throttle, so the list is still shared
      await list('anna');
      sandbox.scenario = scenario;
      const answer = await cancel(501, 'anna');
      assert.deepEqual([answer.status, answer.body['code']], [504, 'gateway_unknown']);
      sandbox.scenario = 'paid';
      assert.equal(items(await list('anna'))[0]?.['status'], status);
    });
  }
});

describe('subscriptions without the option', () => {
  it('have no routes', async () => {
    const { shop, clock, calls } = openBoth();
    const asked = [
      ['/kvit/subscriptions', 'GET'],
      ['/kvit/subscriptions', 'OPTIONS'],
      ['/kvit/subscriptions', 'DELETE'],
      ['/kvit/subscriptions/501', 'DELETE'],
      ['/kvit/subscriptions/501', 'OPTIONS'],
      ['/kvit/subscriptions/501', 'GET'],
      ['/kvit/nothing', 'GET'],
    ] as const;
    const answers = await Promise.all(asked.map(([path, method]) => clock.run(shop.send(path, { method }))));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([404]));
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.deepEqual(calls, []);
  });
});
