import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type AnswerFault,
  COURSES,
  FAULT_STATUSES,
  LostAnswerError,
  type Sandbox,
  type ScenarioScript,
  SCRIPTS,
} from '../../../src/sandbox/index.ts';
import {
  bodyOf,
  breathe,
  call,
  create,
  type Json,
  openShop,
  ORIGIN,
  press,
  SHOP,
  statusOf,
  until,
} from '../shop.ts';

const headers = { authorization: `Bearer ${SHOP.apiKey}` };

function ask(sandbox: Sandbox, method = 'GET', path = '/v2/payments', body?: unknown): Promise<Response> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return sandbox.fetch(new Request(`${ORIGIN}/api${path}`, { method, headers, ...sent }));
}

const post = (sandbox: Sandbox) => ask(sandbox, 'POST', '/v2/payments', bodyOf());

describe('a call that goes wrong', () => {
  test('lost before or after it takes effect', async () => {
    const { sandbox } = openShop({ scenario: { create: ['lost-before', 'lost-after'] } });
    await assert.rejects(post(sandbox), LostAnswerError);
    assert.equal(sandbox.payments().length, 0);
    await assert.rejects(post(sandbox), LostAnswerError);
    assert.equal(sandbox.payments().length, 1);
    assert.equal((await post(sandbox)).status, 201, 'all goes well after the end of the list');
  });

  test('with every status, in the shape of its operation, and without effect', async () => {
    for (const status of FAULT_STATUSES) {
      const { sandbox } = openShop({ scenario: { all: status } });
      const answer = await post(sandbox);
      const body = (await answer.json()) as Json;
      assert.deepEqual([answer.status, body['status'], typeof body['error']], [status, status, 'string']);
      assert.equal(answer.headers.get('retry-after'), status === 429 ? '1' : null);
      const receipt = await call(sandbox, 'GET', '/v2/payments/1/receipt');
      assert.deepEqual([receipt.status, receipt.body['status']], [status, 'error']);
      const balance = await call(sandbox, 'GET', '/v2/shops/5/balances');
      assert.equal(balance.body[status === 401 ? 'status' : 'success'], status === 401 ? 401 : false);
      assert.equal(sandbox.payments().length, 0);
    }
  });

  test('with a status after all, and with any Retry-After', async () => {
    const { sandbox } = openShop({
      scenario: {
        create: [
          { status: 503, after: true, retryAfter: 'Fri, 31 Dec 9999 23:59:59 GMT' },
          { status: 429, retryAfter: 0 },
        ],
      },
    });
    const first = await post(sandbox);
    assert.deepEqual(
      [first.status, first.headers.get('retry-after'), sandbox.payments().length],
      [503, 'Fri, 31 Dec 9999 23:59:59 GMT', 1],
    );
    const second = await post(sandbox);
    assert.deepEqual([second.headers.get('retry-after'), sandbox.payments().length], ['0', 1]);
  });

  test('as HTML, truncated, or torn apart', async () => {
    for (const [fault, effect] of [
      ['html', 0],
      ['html-after', 1],
    ] as const) {
      const { sandbox } = openShop({ scenario: { create: fault } });
      const answer = await post(sandbox);
      assert.deepEqual([answer.status, (await answer.text()).slice(0, 9)], [200, '<!doctype']);
      assert.equal(sandbox.payments().length, effect, fault);
    }
    const { sandbox } = openShop({ scenario: { create: ['truncated', 'reset'] } });
    const truncated = await post(sandbox);
    const text = await truncated.text();
    assert.deepEqual([truncated.status, text.slice(0, 9)], [201, '{"success']);
    assert.throws(() => JSON.parse(text), SyntaxError);
    const torn = await post(sandbox);
    assert.equal(torn.status, 201);
    await assert.rejects(torn.text(), TypeError);
    assert.equal(sandbox.payments().length, 2);
  });

  test('slowly, on the clock of the sandbox', async () => {
    const { sandbox } = openShop({ scenario: { create: { slow: 60_000 } } });
    let status = 0;
    const answer = post(sandbox).then((response) => (status = response.status));
    await until(() => sandbox.payments().length === 1);
    await breathe();
    sandbox.advance(59_999);
    await breathe();
    assert.equal(status, 0);
    sandbox.advance(1);
    await answer;
    assert.equal(status, 201);
  });

  test('with an older truth, or none', async () => {
    const { sandbox } = openShop({
      scenario: { list: ['ok', { stale: 5_000 }], get: [{ stale: 1_000 }, { shows: 42 }, { stale: 5_000 }] },
    });
    const old = await create(sandbox);
    sandbox.advance(4_000);
    await press(sandbox, old.page, 'pay');
    sandbox.advance(2_000);
    await create(sandbox);
    const list = async () =>
      ((await call(sandbox, 'GET', '/v2/payments')).body['items'] as Json[]).map(({ id, status }) => [
        id,
        status,
      ]);
    assert.deepEqual(await list(), [
      [1, 3],
      [2, 0],
    ]);
    assert.deepEqual(await list(), [[1, 0]]);
    assert.equal((await call(sandbox, 'GET', '/v2/payments/2')).status, 422, 'not there yet');
    assert.deepEqual([await statusOf(sandbox, 1), await statusOf(sandbox, 1)], [42, 0]);
    assert.equal(await statusOf(sandbox, 1), 3);
  });
});

describe('sequences', () => {
  const outcomes = async (script: ScenarioScript, calls: readonly (readonly [string, string])[]) => {
    const { sandbox } = openShop({ scenario: script });
    const seen: number[] = [];
    for (const [method, path] of calls) seen.push((await ask(sandbox, method, path)).status);
    return seen;
  };

  test('are each consumed on their own, and one value is for ever', async () => {
    const calls = [
      ['GET', '/v2/payments'],
      ['GET', '/v2/subscribes'],
      ['GET', '/v2/payments'],
      ['GET', '/v2/subscribes'],
      ['GET', '/v2/payments'],
      ['GET', '/v2/subscribes'],
      ['GET', '/v2/nothing'],
    ] as const;
    const script = { list: [500, 'ok'], subscriptions: 502, all: [503] } as const;
    assert.deepEqual(await outcomes(script, calls), [500, 502, 200, 502, 200, 502, 503]);
    assert.deepEqual(await outcomes({ all: [500, 'ok', 502] }, calls), [500, 200, 502, 200, 200, 200, 404]);
  });

  test('count refused calls too', async () => {
    const { sandbox } = openShop({ scenario: { create: ['ok', 500] } });
    assert.equal((await ask(sandbox, 'POST', '/v2/payments', {})).status, 422);
    assert.equal((await post(sandbox)).status, 500);
  });

  test('begin again when the scenario is set again', async () => {
    const { sandbox } = openShop({ scenario: { list: [500] } });
    assert.deepEqual([(await ask(sandbox)).status, (await ask(sandbox)).status], [500, 200]);
    sandbox.scenario = { list: [500] };
    assert.equal((await ask(sandbox)).status, 500);
    assert.deepEqual(sandbox.scenario, { list: [500] });
  });

  test('give each payment its own course', async () => {
    const { sandbox } = openShop({
      scenario: { outcome: ['declined', 'held-6', { steps: [] }, 'cancelled'] },
    });
    for (let id = 1; id <= 5; id++) {
      await create(sandbox);
      sandbox.act(id, 'pay');
    }
    assert.deepEqual(
      sandbox.payments().map(({ status }) => status),
      [4, 6, 0, 2, 3],
    );
    assert.equal((await call(sandbox, 'PUT', '/v2/payments/2/hold')).status, 200, '6 is a hold as well');
  });
});

describe('a callback that goes wrong', () => {
  const heard = async (script: ScenarioScript, after = 0) => {
    const { sandbox, received } = openShop({ scenario: script });
    const { id, page } = await create(sandbox);
    await press(sandbox, page, 'pay');
    sandbox.advance(after);
    await sandbox.settled();
    return { sandbox, id, received };
  };
  const truth = { id: 1, amount: 250.5, currency: 'RUB', uuid: 'order_1', payment_status: 'success' };

  for (const [fault, bodies] of [
    ['lost', []],
    ['doubled', [truth, truth]],
    ['forged-uuid', [{ ...truth, uuid: 'order_1-forged' }]],
    ['forged-amount', [{ ...truth, amount: 251.5 }]],
    ['forged-id', [{ ...truth, id: 1_000_001 }]],
    ['forged-word', [{ ...truth, payment_status: 'cancel' }]],
  ] as const) {
    test(`is ${fault}`, async () => {
      const { sandbox, id, received } = await heard({ callback: fault });
      assert.deepEqual(received, bodies);
      assert.equal(await statusOf(sandbox, id), 3, 'and the payment is paid all the same');
    });
  }

  test('is late', async () => {
    assert.deepEqual((await heard({ callback: 'late' }, 9_999)).received, []);
    assert.deepEqual((await heard({ callback: 'late' }, 10_000)).received, [truth]);
    assert.deepEqual((await heard({ callback: { late: 70_000 } }, 69_999)).received, []);
    assert.deepEqual((await heard({ callback: { late: 70_000 } }, 70_000)).received, [truth]);
  });

  test('is early: the API shows the status only later', async () => {
    for (const [callback, ms] of [
      ['early', 2_000],
      [{ early: 500 }, 500],
    ] as const) {
      const { sandbox, id, received } = await heard({ callback }, ms - 1);
      assert.deepEqual(received, [truth]);
      assert.deepEqual([await statusOf(sandbox, id), sandbox.payments()[0]?.paidAt], [0, null]);
      sandbox.advance(1);
      assert.equal(await statusOf(sandbox, id), 3);
      await sandbox.settled();
      assert.equal(received.length, 1);
    }
  });

  test('is forged for a payment that nobody paid', async () => {
    for (const [forge, lie] of [
      ['unpaid', truth],
      ['uuid', { ...truth, uuid: 'order_1-forged' }],
      ['amount', { ...truth, amount: 251.5 }],
      ['id', { ...truth, id: 1_000_001 }],
    ] as const) {
      const { sandbox, received } = openShop({ scenario: { forge: [forge] } });
      const { id } = await create(sandbox);
      await create(sandbox);
      sandbox.advance(1_000);
      await sandbox.settled();
      assert.deepEqual(received, [lie]);
      assert.equal(await statusOf(sandbox, id), 0);
    }
  });
});

describe('a payment that goes wrong', () => {
  const follow = async (scenario: ScenarioScript, times: readonly number[]) => {
    const { sandbox, received } = openShop({ scenario });
    const { id, page } = await create(sandbox);
    await press(sandbox, page, 'pay');
    const seen: number[] = [];
    for (const ms of times) {
      sandbox.advance(ms);
      seen.push(await statusOf(sandbox, id));
    }
    await sandbox.settled();
    return { sandbox, seen, words: received.map((body) => body['payment_status']) };
  };

  test('is late, after a refusal or a cancellation', async () => {
    const after = await follow({ outcome: 'late-success-cancelled' }, [0, 5_999, 1]);
    assert.deepEqual(
      [after.seen, after.words],
      [
        [2, 2, 3],
        ['cancel', 'success'],
      ],
    );
    const refused = await follow({ outcome: 'late-success' }, [0, 5_999, 1]);
    assert.deepEqual(
      [refused.seen, refused.words],
      [
        [4, 4, 3],
        ['cancel', 'success'],
      ],
    );
  });

  test('reads as less than it is, while its money is there', async () => {
    const { sandbox, seen, words } = await follow({ outcome: 'regress' }, [0, 2_000, 2_000]);
    assert.deepEqual([seen, words], [[3, 1, 0], ['success']]);
    const { body } = await call(sandbox, 'GET', '/v2/shops/5/balances');
    assert.match(JSON.stringify(body), /"balance":250\.5/);
    assert.equal((await call(sandbox, 'GET', '/v2/payments/1/receipt')).status, 200);
    sandbox.advance(2_000);
    assert.equal(await statusOf(sandbox, 1), 3);
  });

  test('reads as something nobody documented', async () => {
    const { sandbox, seen, words } = await follow({ outcome: 'unknown-status' }, [0, 4_999, 1]);
    assert.deepEqual([seen, words], [[42, 42, 3], ['success']]);
    const page = await sandbox.fetch(new Request(sandbox.payments()[0]?.paymentUrl ?? ''));
    assert.match(await page.text(), /Оплачено/);
  });

  test('takes any steps', async () => {
    const steps = [
      { after: 100, status: 4 },
      { after: 200, status: 77, shownOnly: true },
      { after: 300, status: 3 },
    ];
    const { seen, words } = await follow({ outcome: { steps } }, [0, 100, 100, 100]);
    assert.deepEqual(
      [seen, words],
      [
        [0, 4, 77, 3],
        ['cancel', 'success'],
      ],
    );
  });

  test('every course has an end or a reason to have none', () => {
    assert.deepEqual(
      COURSES.filter((course) => !Object.values(SCRIPTS).some((script) => script.outcome === course)),
      ['paid', 'held-6'],
    );
  });
});

describe('receipts', () => {
  const receiptsAfter = async (receipts: ScenarioScript['receipts'], ms: number) => {
    const { sandbox } = openShop({ scenario: { receipts } });
    const { id, page } = await create(sandbox);
    await press(sandbox, page, 'pay');
    sandbox.advance(ms);
    const { body } = await call(sandbox, 'GET', `/v2/payments/${id}/receipt`);
    return { sandbox, items: (body['items'] ?? []) as Json[] };
  };

  test('two of them: a prepayment and its settlement', async () => {
    assert.equal((await receiptsAfter('second', 4_999)).items.length, 1);
    const { sandbox, items } = await receiptsAfter('second', 5_000);
    assert.equal(items.length, 2);
    for (const field of ['id', 'fiscal_document_number', 'fiscal_document_attribute', 'ofd_receipt_url']) {
      assert.notEqual(items[0]?.[field], items[1]?.[field], field);
    }
    const page = await sandbox.fetch(new Request(String(items[1]?.['ofd_receipt_url'])));
    assert.match(await page.text(), /зачёт предоплаты/);
  });

  test('none, a late one, a failed one, a foreign one', async () => {
    assert.deepEqual((await receiptsAfter('none', 1e9)).items, []);
    assert.deepEqual((await receiptsAfter({ delay: 9_000 }, 8_999)).items, []);
    assert.equal((await receiptsAfter({ delay: 9_000 }, 9_000)).items.length, 1);
    const [failed] = (await receiptsAfter('failed', 2_000)).items;
    assert.deepEqual([failed?.['status'], failed?.['fiscal_document_attribute']], ['fail', 0]);
    const [foreign] = (await receiptsAfter('foreign', 2_000)).items;
    assert.deepEqual([foreign?.['uuid'], foreign?.['total']], ['order_1-foreign', 251.5]);
  });
});

test('a script that makes no sense is refused, by place', () => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [{ creates: 'ok' }, /no "creates"/],
    [{ toString: 'ok' }, /no "toString"/],
    [{ create: 'lost' }, /create of a script cannot be "lost"/],
    [{ create: ['ok', 418] }, /create\[1\] of a script cannot be 418/],
    [{ get: { slow: -1 } }, /get of a script cannot be \{"slow":-1\}/],
    [{ get: { slow: 1, stale: 1 } }, /get of/],
    [{ list: { status: 200 } }, /list of/],
    [{ list: { status: 503, retryAfter: 'a\r\nset-cookie: b' } }, /list of/],
    [{ outcome: { steps: [{ after: 1 }] } }, /outcome of/],
    [{ outcome: 'maybe' }, /outcome of/],
    [{ callback: { late: 'soon' } }, /callback of/],
    [{ receipts: [null] }, /receipts\[0\] of/],
    [[], /no scenario \[\]/],
    [undefined, /no scenario undefined/],
  ];
  const { sandbox } = openShop();
  for (const [script, message] of wrong) {
    const set = () => (sandbox.scenario = script as AnswerFault as ScenarioScript);
    assert.throws(set, { name: 'TypeError', message }, JSON.stringify(script));
  }
  assert.equal(sandbox.scenario, 'paid');
});

test('a script that changes after it was set changes nothing', async () => {
  const create: AnswerFault[] = ['ok'];
  const { sandbox } = openShop({ scenario: { create } });
  create[0] = 500;
  assert.equal((await post(sandbox)).status, 201);
});
