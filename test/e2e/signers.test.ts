/** The signers of demo/signers behind the real widget: what a buyer meets is what our own signer gives. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { CALLBACK_SECRET } from '../signers/account.ts';
import { newOrder } from '../signers/shop.ts';
import { inOneEngine } from './driver/in-engines.ts';
import { Buyer } from './support/buyer.ts';
import { SignerShop } from './support/signer-shop.ts';

const SUM = /1\s363,00\s₽/;
const TOTAL = '[part="total"]';

for (const kind of ['php', 'python'] as const) {
  describe(`a signer in ${kind}`, () => {
    let shop: SignerShop;
    before(async () => {
      shop = await SignerShop.start(kind);
    });
    after(() => shop.close());

    inOneEngine('behind the widget', (browser) => {
      let buyer: Buyer;
      beforeEach(async () => {
        shop.gateway.obey();
        buyer = new Buyer(await browser().session(), browser().name, shop);
      });
      afterEach(async () => {
        try {
          await buyer.assertNoErrors();
        } finally {
          await buyer.session.close();
        }
      });

      /** Status by attempt, as the gateway has them. */
      const statuses = (order: string): [string, number][] =>
        shop.gateway.payments(order).map(({ uuid, status }) => [uuid.slice(order.length), status]);

      test('an order that only the signer knows: shown, paid, and its receipt', async () => {
        const { here, page } = buyer;
        const order = newOrder();
        await here.opens(`/order?order=${order}`);
        await page.waitForText(SUM, { selector: TOTAL });
        await here.pays();
        await here.chooses('pay');
        await here.sees('receipt');
        await here.reads('Ваш чек готов.');
        assert.match(await page.text('[part="receipt"]'), SUM);
        assert.deepEqual(statuses(order), [['', 3]]);
        // paid is paid, also for a browser that knows nothing of it
        const elsewhere = await browser().session();
        try {
          const there = buyer.at(elsewhere.page);
          await there.opens(`/cart?order=${order}`);
          await there.presses();
          await there.sees('paid', 'receipt');
        } finally {
          await elsewhere.close();
        }
        assert.deepEqual(statuses(order), [['', 3]]);
      });

      test('a price changed in the page: the true order, and that one is paid', async () => {
        const { here, page } = buyer;
        const order = newOrder();
        await here.opens(`/cart?order=${order}&price=0.01`);
        await page.waitForText(/1\s112,53\s₽/, { selector: TOTAL });
        await here.presses();
        await page.waitForText(SUM, { selector: TOTAL });
        assert.deepEqual(shop.gateway.payments(order), []);
        await here.pays();
        assert.deepEqual(
          shop.gateway.payments(order).map(({ amount }) => amount),
          ['1363.00'],
        );
      });

      test('a double click and two tabs at once: one payment, one page', async () => {
        const { here, page, session } = buyer;
        const order = newOrder();
        await here.opens(`/cart?order=${order}`);
        const other = buyer.at(await session.newTab(`${shop.url}/cart?order=${order}`));
        await other.sees('idle');
        let both: () => void = () => undefined;
        const pressed = new Promise<void>((resolve) => (both = resolve));
        shop.gateway.intercept = async ({ method }, proceed) => {
          if (method === 'POST') await pressed;
          return proceed();
        };
        await here.presses();
        await page.click('[part="pay"]');
        await other.presses();
        both();
        const url = await here.isAtTheGateway();
        assert.equal(await other.isAtTheGateway(), url);
        assert.equal(shop.gateway.creates(order).length, 1);
      });

      test('a lost answer: that page is never seen, and the next attempt has a uuid of its own', async () => {
        const { here } = buyer;
        const order = newOrder();
        shop.gateway.intercept = async ({ method }, proceed) => {
          const answer = await proceed();
          if (method === 'POST') throw new Error('lost');
          return answer;
        };
        await here.opens(`/cart?order=${order}`);
        await here.presses();
        await here.sees('error');
        await here.reads(/^Оплата не началась\nДеньги не списаны/);
        shop.gateway.obey();
        const [unseen] = shop.gateway.payments(order);
        await here.takes('retry');
        assert.notEqual(await here.isAtTheGateway(), unseen?.paymentUrl);
        await here.chooses('pay');
        await here.sees('paid', 'receipt');
        assert.deepEqual(statuses(order), [
          ['', 0],
          ['.2', 3],
        ]);
      });

      test('a forged callback, also at the right address: nothing is paid', async () => {
        const { here } = buyer;
        const order = newOrder();
        await here.opens(`/cart?order=${order}`);
        const url = await here.pays();
        const [payment] = shop.gateway.payments(order);
        const forged = JSON.stringify({ id: payment?.id, uuid: order, payment_status: 'success' });
        const answers = await Promise.all(
          ['guess', CALLBACK_SECRET].map((segment) =>
            fetch(`${shop.url}/kvit/callback/${segment}`, { method: 'POST', body: forged }),
          ),
        );
        assert.deepEqual(
          answers.map(({ status }) => status),
          [404, 200],
        );
        await here.chooses('leave');
        await here.sees('away');
        await here.reads(/^Ждём оплату/);
        await here.hasAsked('payment', 2);
        assert.equal(await here.state(), 'away');
        await here.takes('back');
        assert.equal(await here.isAtTheGateway(), url);
        assert.deepEqual(statuses(order), [['', 0]]);
      });
    });
  });
}
