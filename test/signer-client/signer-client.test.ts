import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { KvitError } from '../../src/domain/errors/kvit-error.ts';
import { httpSignerApi } from '../../src/signer-client/http-signer-api.ts';
import { isHeaderText } from '../../src/signer-client/header-text.ts';
import type { SignerApi } from '../../src/signer-client/signer-api.ts';
import { SignerClient } from '../../src/signer-client/signer-client.ts';
import { FakeClock, settle } from '../session/fake-clock.ts';
import { claimOf } from '../session/scene.ts';
import { FakeFetch, json, page, problem, silence } from './fake-fetch.ts';

const call = { key: 'k', signal: new AbortController().signal };
const ORDER = { ...claimOf() };

/** No time passes. */
const sleep = (ms: number, signal: AbortSignal) => new FakeClock().sleep(ms, signal);

/** A client of a signer over the network. */
const over = (answer: () => Response | Promise<Response>) =>
  new SignerClient(httpSignerApi({ base: '', fetch: new FakeFetch(answer).fetch, now: () => 0 }), sleep);

/** A client of a merchant's own object. */
const own = (answer: () => unknown): SignerClient => {
  const say = () => answer() as Promise<unknown>;
  return new SignerClient({ createPayment: say, getPayment: say, getReceipt: say, getOrder: say }, sleep);
};

const CALLS = {
  createPayment: (client: SignerClient) => client.createPayment(claimOf(), call),
  getPayment: (client: SignerClient) => client.getPayment('p', call),
  getReceipts: (client: SignerClient) => client.getReceipts('p', call),
  getOrder: (client: SignerClient) => client.getOrder('order-1', call),
};

const errorOf = async (asked: Promise<unknown>): Promise<KvitError> => {
  const error = await asked.then(
    (value) => assert.fail(`not refused: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof KvitError, String(error));
  return error;
};

function* idle(): Generator<void> {
  yield;
}

/** Throws what may be no error at all, as a merchant's own signer may: a generator throws whatever it is given. */
const hurl = (thrown: unknown) => idle().throw(thrown);

describe('The answer to a create', () => {
  it('has an address and an id, also a number', async () => {
    const made = await CALLS.createPayment(own(() => ({ success: true, id: 7, paymentUrl: 'https://x/' })));
    assert.deepEqual(made, { kind: 'created', id: '7', paymentUrl: 'https://x/' });
  });

  for (const [what, body] of [
    ['nothing', undefined],
    ['no page', { id: 1 }],
    ['no id', { paymentUrl: 'https://x/' }],
    ['a refusal with status 200', { success: false, id: 1, paymentUrl: 'https://x/' }],
    ['an empty id', { id: '', paymentUrl: 'https://x/' }],
    ['an id no header can carry', { id: 'платёж', paymentUrl: 'https://x/' }],
    ['an id with a line break', { id: 'a\r\nX: y', paymentUrl: 'https://x/' }],
    ['a number that has lost its last digits', { id: 2 ** 53, paymentUrl: 'https://x/' }],
    ['half a payment', { id: 1.5, paymentUrl: 'https://x/' }],
  ] as const) {
    it(`is a bad answer: ${what}`, async () => {
      assert.equal((await errorOf(CALLS.createPayment(own(() => body)))).code, 'bad_answer');
    });
  }
});

describe('The two answers that are not refusals', () => {
  const changed = { code: 'price_changed', order: ORDER };
  const paid = { code: 'already_paid', id: 12 };
  const throwing = (body: object) => () => Promise.reject(Object.assign(new Error('no'), body));

  for (const [how, client] of [
    ['over the network', (body: object) => over(() => problem(409, body))],
    ['thrown by an object', (body: object) => own(throwing(body))],
  ] as const) {
    it(`price_changed carries the true order: ${how}`, async () => {
      const made = await CALLS.createPayment(client(changed));
      assert.equal(made.kind === 'price_changed' && made.order.amount, '83.50');
    });

    it(`already_paid carries the payment: ${how}`, async () => {
      assert.deepEqual(await CALLS.createPayment(client(paid)), { kind: 'already_paid', id: '12' });
    });

    it(`without an order or a payment they are errors: ${how}`, async () => {
      const [order, none, odd] = [{ code: 'price_changed' }, { code: 'already_paid' }, { ...paid, id: 'ё' }];
      assert.equal((await errorOf(CALLS.createPayment(client(order)))).code, 'bad_answer');
      assert.equal((await errorOf(CALLS.createPayment(client(none)))).code, 'already_paid');
      assert.equal((await errorOf(CALLS.createPayment(client(odd)))).code, 'already_paid');
    });
  }
});

describe('Payments and receipts', () => {
  it('an unpublished status is unknown', async () => {
    for (const status of [7, -1, 3.5, null, undefined]) {
      assert.equal((await CALLS.getPayment(own(() => ({ payment: { status } })))).meaning, 'unknown');
    }
  });

  it('a hold has the end that the signer names, or null when it is unreadable', async () => {
    const until = async (hold_until: unknown) =>
      (await CALLS.getPayment(own(() => ({ payment: { status: 5, hold_until } })))).until;
    assert.equal(await until('2026-11-25T10:00:00.000Z'), Date.UTC(2026, 10, 25, 10));
    for (const strange of [undefined, null, '', 'soon', 1_795_600_000, {}])
      assert.equal(await until(strange), null);
  });

  it('a status may be a digit as text, as PHP sends it; no other text is a status', async () => {
    for (const [status, meaning] of [
      ['0', 'created'],
      ['3', 'paid'],
      ['4', 'failed'],
      ['7', 'unknown'],
      ['', 'unknown'],
      ['03', 'unknown'],
      [' 3', 'unknown'],
      ['3\n', 'unknown'],
      ['3.0', 'unknown'],
      ['paid', 'unknown'],
      [[3], 'unknown'],
      [['3'], 'unknown'],
      [true, 'unknown'],
    ] as const) {
      assert.equal(
        (await CALLS.getPayment(own(() => ({ payment: { status } })))).meaning,
        meaning,
        String(status),
      );
    }
  });

  it('a receipt is pending while there is none', async () => {
    for (const body of [null, { items: [] }]) {
      assert.deepEqual(await CALLS.getReceipts(own(() => body)), { receipts: [], pending: true });
    }
  });

  for (const ask of ['getPayment', 'getReceipts'] as const) {
    it(`a 404 with JSON is not_found: ${ask}`, async () => {
      for (const client of [
        over(() => problem(404, {})),
        over(() => json(null, { status: 404 })),
        over(() => problem(404, { code: 'not_found' })),
        own(() => Promise.reject(Object.assign(new Error('none'), { code: 'not_found' }))),
      ]) {
        assert.equal((await errorOf(CALLS[ask](client))).code, 'not_found');
      }
    });

    it(`a 404 without JSON is network: ${ask}`, async () => {
      const cut = { status: 404, headers: { 'Content-Type': 'application/json' } };
      for (const client of [over(() => page(404)), over(() => new Response('{"co', cut))]) {
        const { code, status } = await errorOf(CALLS[ask](client));
        assert.deepEqual([code, status], ['network', 404]);
      }
    });
  }

  it('a receipt that is still being made is pending', async () => {
    const items = [{ status: 'done', id: 1 }, { status: 'wait' }, { status: 'fail', id: 2 }];
    assert.deepEqual(await CALLS.getReceipts(own(() => ({ items }))), {
      receipts: [items[0], items[2]],
      pending: true,
    });
    assert.deepEqual(await CALLS.getReceipts(own(() => ({ items: [items[0]] }))), {
      receipts: [items[0]],
      pending: false,
    });
  });

  it('an object without getOrder is not_found', async () => {
    const none: SignerApi = {
      createPayment: () => Promise.resolve(),
      getPayment: () => Promise.resolve(),
      getReceipt: () => Promise.resolve(),
    };
    assert.equal((await errorOf(CALLS.getOrder(new SignerClient(none, sleep)))).code, 'not_found');
  });
});

describe('Refusals over the network', () => {
  const field = { amount: ['is wrong', 'is late'] };
  for (const [status, body, code, message] of [
    [400, { error: 'Bad', status: 400 }, 'refused', 'Bad'],
    [401, { status: 'error', message: 'No key' }, 'refused', 'No key'],
    [403, undefined, 'refused', 'HTTP 403'],
    [404, undefined, 'network', 'HTTP 404'],
    [404, { title: 'None' }, 'not_found', 'None'],
    [408, undefined, 'network', 'HTTP 408'],
    [409, { code: 'in_progress', title: 'Wait' }, 'in_progress', 'Wait'],
    [409, { code: 'payment_mismatch', detail: 'Not yours' }, 'payment_mismatch', 'Not yours'],
    [409, { code: 'nobody_knows_this' }, 'refused', 'HTTP 409'],
    [422, { success: false, message: 'Check', errors: field }, 'refused', 'Check'],
    [422, { code: 'bad_order', detail: 'Lines' }, 'bad_order', 'Lines'],
    [425, undefined, 'network', 'HTTP 425'],
    [429, { error: 'Slow down' }, 'network', 'Slow down'],
    [500, { status: 'error', message: 'Oops' }, 'network', 'Oops'],
    [502, { code: 'gateway_refused', detail: 'No' }, 'gateway_refused', 'No'],
    [503, undefined, 'network', 'HTTP 503'],
    [504, { code: 'gateway_unknown', detail: 'Who knows' }, 'gateway_unknown', 'Who knows'],
    [500, { code: 'network' }, 'network', 'HTTP 500'],
    [400, { code: 'misconfigured' }, 'refused', 'HTTP 400'],
  ] as const) {
    it(`${status} ${JSON.stringify(body) ?? 'with a page'} is ${code}`, async () => {
      const answer = () => (body ? problem(status, body) : page(status));
      for (const ask of [CALLS.createPayment, CALLS.getPayment]) {
        const error = await errorOf(ask(over(answer)));
        assert.deepEqual([error.code, error.message, error.status], [code, message, status]);
      }
    });
  }

  it('name the fields', async () => {
    const { errors } = await errorOf(
      CALLS.createPayment(over(() => json({ errors: field }, { status: 422 }))),
    );
    assert.deepEqual(errors, [{ field: 'amount', message: 'is wrong is late' }]);
  });

  it('carry Retry-After', async () => {
    const busy = over(() => page(429, { 'Retry-After': '9' }));
    assert.equal((await errorOf(CALLS.getPayment(busy))).retryAfter, 9000);
    const down = over(() =>
      json({ code: 'gateway_unknown' }, { status: 504, headers: { 'Retry-After': '9' } }),
    );
    assert.equal((await errorOf(CALLS.getPayment(down))).retryAfter, 9000);
  });

  it('are network when fetch fails, with any thrown value', async () => {
    for (const reason of [new TypeError('Failed to fetch'), new DOMException('x', 'AbortError')]) {
      const error = await errorOf(CALLS.getPayment(over(() => Promise.reject(reason))));
      assert.deepEqual([error.code, error.cause], ['network', reason]);
    }
  });
});

describe('A merchant’s own signer object', () => {
  it('may throw at once, not as a promise', async () => {
    const client = own(() => {
      throw new Error('boom');
    });
    for (const ask of Object.values(CALLS)) assert.equal((await errorOf(ask(client))).code, 'network');
  });

  it('may throw an error of ours', async () => {
    const mine = new KvitError('refused', 'no', { status: 422 });
    assert.equal(await errorOf(CALLS.createPayment(own(() => Promise.reject(mine)))), mine);
  });

  it('cannot use a code outside the contract', async () => {
    for (const code of ['ERR_BAD_REQUEST', 'network', 'misconfigured', 404, null]) {
      const odd = Object.assign(new Error('odd'), { code });
      assert.equal((await errorOf(CALLS.createPayment(own(() => Promise.reject(odd))))).code, 'network');
    }
  });
});

describe('A call that takes too long', () => {
  const [second, never] = [1000, () => new Promise<unknown>(() => undefined)];
  const patience = { createPayment: 25 * second, getPayment: 10 * second, getReceipts: 10 * second } as const;

  /** A client whose time passes only when told so, and the signals that its signer was given. */
  const meet = (answer: () => Promise<unknown>) => {
    const [clock, signals] = [new FakeClock(), new Array<AbortSignal>()];
    const say = (_: unknown, { signal }: { signal: AbortSignal }) => {
      signals.push(signal);
      return answer();
    };
    const signer = { createPayment: say, getPayment: say, getReceipt: say, getOrder: say };
    return { clock, signals, client: new SignerClient(signer, (ms, signal) => clock.sleep(ms, signal)) };
  };

  for (const [name, ms] of Object.entries({ ...patience, getOrder: 10 * second })) {
    it(`ends at its time limit and aborts its signal: ${name}`, async () => {
      const { clock, signals, client } = meet(never);
      const asked = errorOf(CALLS[name as keyof typeof CALLS](client));
      await clock.pass(ms - 1);
      assert.deepEqual([clock.sleeping, signals[0]?.aborted], [1, false]);
      await clock.pass(1);
      assert.equal((await asked).code, 'network');
      assert.deepEqual([clock.sleeping, signals[0]?.aborted], [0, true]);
    });
  }

  it('ends when the caller aborts, also before it begins', async () => {
    const { clock, signals, client } = meet(never);
    const caller = new AbortController();
    const asked = errorOf(client.getPayment('p', { signal: caller.signal }));
    caller.abort();
    assert.equal((await asked).code, 'network');
    assert.equal((await errorOf(client.getPayment('p', { signal: caller.signal }))).code, 'network');
    assert.deepEqual([clock.sleeping, signals.map(({ aborted }) => aborted)], [0, [true, true]]);
  });

  it('ends while its body is being read', async () => {
    const clock = new FakeClock();
    const slow = (signal: AbortSignal) => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"id":'));
          signal.addEventListener('abort', () => controller.error(signal.reason));
        },
      });
      return new Response(body, { headers: { 'Content-Type': 'application/json' } });
    };
    for (const answer of [slow, silence]) {
      const signer = httpSignerApi({ base: '', fetch: new FakeFetch(answer).fetch, now: () => 0 });
      const client = new SignerClient(signer, (ms, signal) => clock.sleep(ms, signal));
      const asked = errorOf(CALLS.getPayment(client));
      await clock.pass(10 * second);
      assert.equal((await asked).code, 'network');
    }
  });

  it('leaves no timer and no listener, like an answered or refused call', async () => {
    for (const answer of [
      () => Promise.resolve({}),
      () => Promise.reject(new Error('no')),
      () => {
        throw new Error('boom');
      },
    ]) {
      const { clock, client } = meet(answer);
      const { signal } = new AbortController();
      await client.getPayment('p', { signal }).catch(() => undefined);
      await settle();
      assert.deepEqual([clock.sleeping, getEventListeners(signal, 'abort').length], [0, 0]);
    }
  });
});

describe('Any answer of a signer', () => {
  const hostile = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
  const codes = fc.constantFrom('price_changed', 'already_paid', 'refused', 'not_found', 'x');
  const near = fc.record({ code: codes, id: hostile, order: hostile, errors: hostile, payment: hostile });
  const anything = fc.oneof(hostile, near, fc.record({ id: hostile, paymentUrl: hostile, items: hostile }));
  const verdict = (asked: Promise<unknown>) =>
    asked.catch((error: unknown) => assert.ok(error instanceof KvitError, String(error)));

  const proper = async (client: SignerClient) => {
    const creation = await verdict(CALLS.createPayment(client));
    if (creation && typeof creation === 'object' && 'id' in creation) assert.ok(isHeaderText(creation.id));
    for (const ask of [CALLS.getPayment, CALLS.getReceipts, CALLS.getOrder]) await verdict(ask(client));
  };

  it('gives a checked result or a KvitError: bodies', () =>
    fc.assert(
      fc.asyncProperty(anything, (body) => proper(own(() => body))),
      { numRuns: 1000 },
    ));

  it('gives a checked result or a KvitError: throws', () =>
    fc.assert(
      fc.asyncProperty(anything, fc.boolean(), (thrown, asError) => {
        const say = () => hurl(asError ? Object.assign(new Error('x'), thrown) : thrown);
        return proper(own(say));
      }),
      { numRuns: 1000 },
    ));

  it('gives a checked result or a KvitError: the network', () =>
    fc.assert(
      fc.asyncProperty(
        fc.json(),
        fc.constantFrom(200, 201, 400, 404, 409, 422, 500),
        fc.nat(),
        (text, status, cut) =>
          proper(
            over(
              () =>
                new Response(cut % 3 ? text : text.slice(0, cut % 50), {
                  status,
                  headers: { 'Content-Type': 'application/json' },
                }),
            ),
          ),
      ),
      { numRuns: 500 },
    ));
});
