import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AnswerFault, type Sandbox, type ScenarioScript } from '../../../src/sandbox/index.ts';
import { bodyOf, call, create, openShop, ORIGIN, SHOP } from '../shop.ts';

const headers = { authorization: `Bearer ${SHOP.apiKey}` };

function ask(sandbox: Sandbox, method = 'GET', path = '/v2/payments', body?: unknown): Promise<Response> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return sandbox.fetch(new Request(`${ORIGIN}/api${path}`, { method, headers, ...sent }));
}

const post = (sandbox: Sandbox) => ask(sandbox, 'POST', '/v2/payments', bodyOf());

describe('sequences', () => {
  const outcomes = async (script: ScenarioScript, calls: readonly (readonly [string, string])[]) => {
    const { sandbox } = openShop({ scenario: script });
    const seen: number[] = [];
    for (const [method, path] of calls) seen.push((await ask(sandbox, method, path)).status);
    return seen;
  };

  test('advance independently; a single value holds for every call', async () => {
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

  test('advance with refused calls too', async () => {
    const { sandbox } = openShop({ scenario: { create: ['ok', 500] } });
    assert.equal((await ask(sandbox, 'POST', '/v2/payments', {})).status, 422);
    assert.equal((await post(sandbox)).status, 500);
  });

  test('start again when the scenario is set', async () => {
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

test('a malformed script is refused with its place', () => {
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

test('a later change of the script object has no effect', async () => {
  const create: AnswerFault[] = ['ok'];
  const { sandbox } = openShop({ scenario: { create } });
  create[0] = 500;
  assert.equal((await post(sandbox)).status, 201);
});
