import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KvitError, PayoutFilter, PayoutRequest } from '../../../src/server/index.ts';
import { PAYOUT, READ_PAYOUT, TO_ACCOUNT, TO_CARD } from './sample-payouts.ts';
import { failsWith, fieldsOfError, openClient } from './test-client.ts';

const answering = (answer: unknown, status = 200) => {
  const client = openClient();
  client.gateway.intercept = () => Response.json(answer, { status });
  return client;
};

describe('answers about payouts', () => {
  it('have null for fields that are missing, null or empty', async () => {
    const nothing = Object.fromEntries(Object.keys(PAYOUT).map((name) => [name, null]));
    for (const data of [
      { id: 1 },
      { ...nothing, id: '1' },
      { ...nothing, id: 1, amount: '', external_id: '' },
    ]) {
      const payout = await answering({ data }).urlPay.payouts.get(1);
      assert.deepEqual(payout, { ...nothing, id: 1 });
    }
  });

  it('may have numbers as text, text as numbers, and PHP’s empty objects', async () => {
    const data = {
      ...PAYOUT,
      id: '1',
      shop_id: '5',
      amount: '1000.50',
      amount_with_fee: '1005.5',
      metadata: [],
    };
    const other = { ...data, external_id: 123, recipient_bank_code: 44_525_225 };
    const payout = await answering({ success: true, data: other }).urlPay.payouts.get(1);
    assert.deepEqual(payout, { ...READ_PAYOUT, external_id: '123', recipient_bank_code: '44525225' });
  });

  it('keep undocumented words', async () => {
    const data = { ...PAYOUT, status: 'frozen', payout_type: 'wallet', currency: 'kzt' };
    const { status, payout_type, currency } = await answering({ data }).urlPay.payouts.get(1);
    assert.deepEqual([status, payout_type, currency], ['frozen', 'wallet', 'kzt']);
  });

  it('fail naming the field if decisions depend on it', async () => {
    const { urlPay } = answering({ data: [PAYOUT, { ...PAYOUT, amount: '1,5', id: -1, status: {} }] });
    assert.deepEqual(await fieldsOfError(urlPay.payouts.list(), 'bad_answer'), [
      ['data[1].id', 'must be a positive whole number'],
      ['data[1].amount', 'must be an amount in roubles'],
      ['data[1].status', 'must be text'],
    ]);
    const balances = answering({ data: { balances: [{ balance: true }] } }).urlPay.getBalances();
    assert.deepEqual(await fieldsOfError(balances, 'bad_answer'), [
      ['data.balances[0].balance', 'must be an amount in roubles'],
    ]);
  });

  it('survive unreadable fields that are only displayed', async () => {
    const data = {
      ...PAYOUT,
      user: 'nobody',
      shop: { id: 'x' },
      comment: {},
      metadata: 'x',
      created_at: false,
    };
    assert.deepEqual(await answering({ data }).urlPay.payouts.get(1), {
      ...READ_PAYOUT,
      user: null,
      shop: null,
      comment: null,
      metadata: null,
      created_at: null,
    });
  });

  it('must be about the requested payout', async () => {
    const { urlPay } = answering({ success: true, data: PAYOUT });
    await assert.rejects(urlPay.payouts.get(2), failsWith('bad_answer', 200));
    await assert.rejects(urlPay.payouts.getByExternalId('payout_124'), failsWith('bad_answer', 200));
    await assert.rejects(urlPay.payouts.update(2, { comment: 'x' }), failsWith('gateway_unknown', 200));
    await assert.rejects(urlPay.payouts.cancel(2), failsWith('gateway_unknown', 200));
    const other = { ...TO_CARD, external_id: 'payout_124' };
    await assert.rejects(urlPay.payouts.create(other), failsWith('gateway_unknown', 201));
  });

  it('may have a negative balance', async () => {
    const { urlPay } = answering({ data: { balances: [{ available: '-0.01' }] } });
    assert.equal((await urlPay.getBalances({ shopId: 6 }))[0]?.available, -1);
  });

  it('have no pagination if the gateway gives none', async () => {
    assert.deepEqual(await answering({ data: [] }).urlPay.payouts.list(), { payouts: [], pagination: null });
  });
});

describe('requests about payouts', () => {
  it('write every amount with exactly two decimals', async () => {
    const { urlPay, gateway } = answering({ data: { id: 1 } }, 201);
    for (const [amount, text] of [
      [1, '0.01'],
      [10, '0.10'],
      [100, '1.00'],
      [100_050, '1000.50'],
      [999_999_999_999_999, '9999999999999.99'],
    ] as const) {
      await urlPay.payouts.create({ ...TO_ACCOUNT, amount });
      assert.ok(gateway.calls.at(-1)?.text.includes(`"amount":${text},`));
    }
  });

  const refused: [name: string, change: Record<string, unknown>, errors: [string, string][]][] = [
    ['no card for a card', { recipient_card_number: undefined }, [['recipient_card_number', 'is missing']]],
    ['no account for an account', { payout_type: 'account' }, [['recipient_account_number', 'is missing']]],
    ['another type', { payout_type: 'wallet' }, [['payout_type', 'must be card or account']]],
    ['no type', { payout_type: undefined }, [['payout_type', 'must be card or account']]],
    [
      'a card with spaces',
      { recipient_card_number: '1234 5678 9012 3456' },
      [['recipient_card_number', 'must be 12 to 19 digits']],
    ],
    [
      'an account as a number',
      { recipient_account_number: 4e19 },
      [['recipient_account_number', 'must be 20 digits']],
    ],
    ['a bank code', { recipient_bank_code: '04452522' }, [['recipient_bank_code', 'must be 9 digits']]],
    ['a phone', { recipient_phone: 'home' }, [['recipient_phone', 'must look like +79001234567']]],
    ['a blank name', { recipient_name: ' ' }, [['recipient_name', 'must not be empty']]],
    ['half a letter', { comment: '\ud800' }, [['comment', 'must be well-formed Unicode']]],
    ['another currency', { currency: 'usd' }, [['currency', 'must be rub']]],
    ['a shop', { shop_id: 0 }, [['shop_id', 'must be a positive whole number']]],
    ['an unknown field', { amout: 1 }, [['amout', 'is not a known field']]],
    ['a list as metadata', { metadata: [] }, [['metadata', 'must be an object of plain JSON']]],
    [
      'a date as metadata',
      { metadata: { at: new Date(0) } },
      [['metadata', 'must be an object of plain JSON']],
    ],
    ['no number in metadata', { metadata: { a: [NaN] } }, [['metadata', 'must be an object of plain JSON']]],
    [
      'two mistakes at once',
      { recipient_name: undefined, currency: undefined },
      [
        ['recipient_name', 'is missing'],
        ['currency', 'is missing'],
      ],
    ],
  ];
  for (const [name, change, errors] of refused) {
    it(`are not sent with ${name}`, async () => {
      const { urlPay, gateway } = openClient();
      const payout = { ...TO_CARD, ...change } as unknown as PayoutRequest;
      assert.deepEqual(await fieldsOfError(urlPay.payouts.create(payout), 'refused'), errors);
      const bulk = urlPay.payouts.createMany({ payouts: [TO_ACCOUNT, payout] });
      if (!('shop_id' in change)) {
        assert.deepEqual(
          await fieldsOfError(bulk, 'refused'),
          errors.map(([field, message]) => [`payouts[1].${field}`, message]),
        );
      } else await assert.rejects(bulk, failsWith('refused'));
      assert.equal(gateway.calls.length, 0);
    });
  }

  it('are not sent with an amount that is not a whole number of kopecks', async () => {
    const { urlPay, gateway } = openClient();
    const message = 'must be a whole number of kopecks, at most 9999999999999.99 roubles';
    for (const amount of [0, -1, 1.5, NaN, Infinity, 1e15, '100', 100n, null]) {
      const payout = { ...TO_CARD, amount } as unknown as PayoutRequest;
      assert.deepEqual(await fieldsOfError(urlPay.payouts.create(payout), 'refused'), [['amount', message]]);
    }
    const update = urlPay.payouts.update(1, { amount: 0.1 });
    assert.deepEqual(await fieldsOfError(update, 'refused'), [['amount', message]]);
    assert.equal(gateway.calls.length, 0);
  });

  it('are not sent for an empty bulk, a repeated id, or an update without changes', async () => {
    const { urlPay, gateway } = openClient();
    assert.deepEqual(await fieldsOfError(urlPay.payouts.createMany({ payouts: [] }), 'refused'), [
      ['payouts', 'must have at least one payout'],
    ]);
    const twice = urlPay.payouts.createMany({ payouts: [TO_CARD, TO_ACCOUNT, TO_ACCOUNT, TO_CARD] });
    assert.deepEqual(await fieldsOfError(twice, 'refused'), [['payouts[3].external_id', 'is used twice']]);
    assert.deepEqual(await fieldsOfError(urlPay.payouts.update(1, {}), 'refused'), [
      ['body', 'must change something'],
    ]);
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    await assert.rejects(urlPay.payouts.update(1, { metadata: cyclic }), failsWith('refused'));
    await assert.rejects(urlPay.payouts.cancel(1, { reason: '' }), failsWith('refused'));
    assert.equal(gateway.calls.length, 0);
  });

  it('name the wrong field, and never quote its value', async () => {
    const { urlPay } = openClient();
    const payout = { ...TO_CARD, recipient_card_number: '1234567890123456x' };
    await assert.rejects(urlPay.payouts.create(payout), (error: KvitError) => {
      assert.equal(
        error.message,
        'POST /v2/card-payouts: nothing was sent\nrecipient_card_number: must be 12 to 19 digits',
      );
      return true;
    });
  });

  it('hide a recipient’s data that the gateway echoes', async () => {
    const { urlPay, gateway } = openClient();
    gateway.intercept = ({ text }) =>
      Response.json({ message: text, errors: { card: [text] }, success: false }, { status: 422 });
    for (const write of [
      () => urlPay.payouts.create({ ...TO_CARD, recipient_phone: '+79001234567' }),
      () => urlPay.payouts.createMany({ payouts: [TO_ACCOUNT, TO_CARD] }),
      () => urlPay.payouts.update(1, { recipient_card_number: TO_CARD.recipient_card_number }),
    ]) {
      await assert.rejects(write(), (error: KvitError) => {
        const shown = error.message + JSON.stringify(error.errors);
        assert.ok(shown.includes('[hidden]'));
        for (const secret of [
          TO_CARD.recipient_card_number,
          TO_ACCOUNT.recipient_account_number,
          'Иванов',
          '9001234567',
        ])
          assert.ok(!shown.includes(secret), secret);
        return true;
      });
    }
  });
});

describe('filters of payouts', () => {
  const bad: [PayoutFilter | Record<string, unknown>, [string, string][]][] = [
    [{ per_page: 0 }, [['per_page', 'must be a whole number from 1 to 100']]],
    [{ per_page: 101 }, [['per_page', 'must be a whole number from 1 to 100']]],
    [{ page: 0 }, [['page', 'must be a whole number, 1 or more']]],
    [{ shop_id: '5' }, [['shop_id', 'must be a positive whole number']]],
    [{ payout_type: 'wallet' }, [['payout_type', 'must be card or account']]],
    [{ date_from: '2026-02-30' }, [['date_from', 'must be a date like 2026-01-31']]],
    [{ date_to: new Date(0) }, [['date_to', 'must be a date like 2026-01-31']]],
    [{ date_from: '2026-02-02', date_to: '2026-02-01' }, [['date_to', 'must not be before date_from']]],
    [{ search: '' }, [['search', 'must not be empty']]],
    [{ limit: 5 }, [['limit', 'is not a known field']]],
  ];
  for (const [filter, errors] of bad) {
    it(`refuse ${JSON.stringify(filter)}`, async () => {
      const { urlPay, gateway } = openClient();
      assert.deepEqual(await fieldsOfError(urlPay.payouts.list(filter), 'refused'), errors);
      assert.equal(gateway.calls.length, 0);
    });
  }

  it('add nothing to the address unless given', async () => {
    const { urlPay, gateway } = answering({ data: [] });
    await urlPay.payouts.list();
    await urlPay.payouts.list({ shop_id: undefined, page: 1 });
    assert.deepEqual(
      gateway.calls.map(({ path }) => path),
      ['/v2/card-payouts', '/v2/card-payouts?page=1'],
    );
  });

  it('are not shown in errors, since a search may be a card number', async () => {
    const { urlPay } = answering({}, 422);
    await assert.rejects(urlPay.payouts.list({ search: '1234567890123456' }), (error: KvitError) => {
      assert.equal(error.message, 'GET /v2/card-payouts: HTTP 422');
      return true;
    });
  });

  it('keep an external id in one segment of the path', async () => {
    const { urlPay, gateway } = answering({ data: { id: 1 } });
    await urlPay.payouts.getByExternalId('a/../b?c#d е');
    assert.equal(gateway.calls[0]?.path, '/v2/card-payouts/external/a%2F..%2Fb%3Fc%23d%20%D0%B5');
    for (const id of ['.', '..', '', '\ud800', 7 as never])
      await assert.rejects(urlPay.payouts.getByExternalId(id), failsWith('refused'));
    for (const id of [0, -1, 1.5, NaN, '1/../2' as never])
      await assert.rejects(urlPay.payouts.get(id), TypeError);
    assert.equal(gateway.calls.length, 1);
  });
});
