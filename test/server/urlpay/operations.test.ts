import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { KvitError } from '../../../src/server/index.ts';
import { OPERATIONS, isRead } from './sample-operations.ts';
import { failsWith, openClient } from './test-client.ts';
import { API_KEY, SECRET } from '../shop.ts';
import { html, silence } from '../test-gateway.ts';

describe('the 22 operations of UrlPay', () => {
  it('are 22 different calls', () => {
    const calls = OPERATIONS.map(({ sent }) => sent.replace(/\?.*/, ''));
    assert.deepEqual([calls.length, new Set(calls).size], [22, 22]);
  });

  it('are all in docs/urlpay.md', () => {
    const page = readFileSync('docs/urlpay.md', 'utf8');
    for (const { sent } of OPERATIONS) {
      const call = sent
        .replace(/\?.*/, '')
        .replace('shops/5', 'shops/{shopId}')
        .replace('payout_123', '{external_id}')
        .replace(/\/[17](?=\/|$)/, '/{id}');
      assert.ok(page.includes(`\`${call}\``), call);
    }
  });

  it('sign a payment over the amount as it is sent', () => {
    const hash = createHash('sha1').update(`rub250.505${SECRET}`).digest('hex');
    assert.ok(OPERATIONS[0]?.body?.endsWith(`"sign":"${hash}"}`));
  });

  for (const operation of OPERATIONS) {
    const { sent, body, call, answer, gives } = operation;
    const failure = isRead(operation) ? 'network' : 'gateway_unknown';
    const name = sent.replace(/\?.*/, '');

    describe(name, () => {
      it('sends exactly these bytes, and reads the documented answer', async () => {
        const { urlPay, gateway } = openClient();
        const status = sent.startsWith('POST /v2') && !sent.endsWith('cancel') ? 201 : 200;
        gateway.intercept = () => Response.json(answer, { status });
        assert.deepEqual(await call(urlPay), gives);
        assert.equal(gateway.calls.length, 1);
        const [made] = gateway.calls;
        assert.equal(`${made?.method} ${made?.path}`, sent);
        assert.equal(made?.text, body ?? '');
        assert.deepEqual(Object.fromEntries(made?.headers ?? []), {
          accept: 'application/json',
          authorization: `Bearer ${API_KEY}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        });
      });

      it('ignores unknown fields of the answer', async () => {
        const { urlPay, gateway } = openClient();
        gateway.intercept = () => Response.json({ ...(answer as object), trace_id: 'x', meta: [1] });
        assert.deepEqual(await call(urlPay), gives);
      });

      const shapes = [
        { error: 'no such key', status: 422 },
        { status: 'error', message: 'no such key' },
        { success: false, message: 'no such key', errors: { shop_id: ['is wrong', 'is old'] } },
      ];
      for (const shape of shapes) {
        it(`reads a refusal like ${Object.keys(shape).join(', ')}`, async () => {
          // 404 of a receipt means that there is none yet
          const statuses = name.endsWith('/receipt') ? [401, 403, 422] : [401, 403, 404, 422];
          for (const status of statuses) {
            const { urlPay, gateway } = openClient();
            gateway.intercept = () => Response.json(shape, { status });
            await assert.rejects(call(urlPay), (error: KvitError) => {
              assert.match(error.message, /no such key/);
              assert.ok(error.message.startsWith(`${name}: `));
              const errors = shape.errors ? [{ field: 'shop_id', message: 'is wrong is old' }] : [];
              assert.deepEqual(error.errors, errors);
              return failsWith('gateway_refused', status)(error);
            });
            assert.equal(gateway.calls.length, 1);
          }
        });
      }

      for (const [what, reply] of Object.entries({
        HTML: () => html(),
        'a truncated answer': () => new Response(JSON.stringify(answer).slice(0, -1)),
        'a refusal with 200': () => Response.json({ success: false, message: 'no' }),
        'an empty answer': () => new Response(''),
      })) {
        // the API documents no body here, so every other body counts as success
        if (name === 'POST /payments/callback' && what !== 'a refusal with 200') continue;
        it(`refuses ${what}`, async () => {
          const { urlPay, gateway } = openClient();
          gateway.intercept = reply;
          await assert.rejects(call(urlPay), (error: KvitError) => {
            if (what !== 'a refusal with 200') {
              assert.deepEqual(error.errors, [{ field: 'body', message: 'is not JSON' }]);
            }
            return failsWith(isRead(operation) ? 'bad_answer' : 'gateway_unknown', 200)(error);
          });
          assert.equal(gateway.calls.length, 1);
        });
      }

      it('takes no other error status for a refusal', async () => {
        // POST /payments/callback documents 400
        for (const status of name === 'POST /payments/callback' ? [405, 409, 418] : [400, 405, 409, 418]) {
          const { urlPay, gateway } = openClient();
          gateway.intercept = () => Response.json({ success: false, message: 'no' }, { status });
          await assert.rejects(call(urlPay), failsWith(failure, status));
          assert.equal(gateway.calls.length, 1);
        }
      });

      it('accepts no other 2xx status', async () => {
        for (const status of isRead(operation) ? [201, 202, 206] : [202, 206]) {
          const { urlPay, gateway } = openClient();
          gateway.intercept = () => Response.json(answer, { status });
          await assert.rejects(call(urlPay), failsWith(failure, status));
          assert.equal(gateway.calls.length, 1);
        }
      });

      it('ends at its time limit, also in the middle of a body', async () => {
        const half = () =>
          new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) }));
        for (const reply of [silence, half]) {
          const { urlPay, gateway, clock } = openClient();
          let started = 0;
          gateway.intercept = () => {
            started = clock.now();
            return reply();
          };
          await assert.rejects(clock.run(call(urlPay)), failsWith(failure));
          assert.equal(clock.now() - started, isRead(operation) ? 5_000 : 10_000);
          assert.deepEqual([gateway.calls.length, clock.sleeping], [1, 0]);
        }
      });

      it('ends when the caller aborts it', async () => {
        const { urlPay, gateway, clock } = openClient();
        const stop = new AbortController();
        gateway.intercept = () => {
          stop.abort();
          return silence();
        };
        await assert.rejects(call(urlPay, stop.signal), failsWith(failure));
        assert.deepEqual([gateway.calls.length, clock.sleeping], [1, 0]);
      });

      it('sends nothing when the signal is aborted already', async () => {
        const { urlPay, gateway, clock } = openClient();
        await assert.rejects(call(urlPay, AbortSignal.abort()), failsWith('network'));
        assert.deepEqual([gateway.calls.length, clock.sleeping], [0, 0]);
      });

      it(
        isRead(operation)
          ? 'is sent three times if the gateway fails'
          : 'is sent once, and its outcome is unknown if the gateway fails',
        async () => {
          for (const status of [429, 500, 502, 503, 504]) {
            const { urlPay, gateway, clock } = openClient();
            gateway.intercept = () => html(status);
            await assert.rejects(clock.run(call(urlPay)), failsWith(failure, status));
            assert.equal(gateway.calls.length, isRead(operation) && status !== 500 ? 3 : 1);
          }
          const { urlPay, gateway, clock } = openClient();
          gateway.intercept = () => Promise.reject(new TypeError('reset'));
          await assert.rejects(clock.run(call(urlPay)), failsWith(failure));
          assert.equal(gateway.calls.length, isRead(operation) ? 3 : 1);
        },
      );
    });
  }
});
