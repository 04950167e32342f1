import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT } from '../../demo/merchant/merchant.ts';
import type { ReceiptJson } from '../../src/sandbox/index.ts';
import { inShop, type Scene } from './support/in-shop.ts';
import { readQr } from './support/qr.ts';

const CART = '/demo/checkout.html';
const RETURN = /\/demo\/return\.html$/;
const SUM = /1\s297,50\s₽/;

/** The receipt as the gateway gives it, asked with the shop's own key. */
async function receiptAtTheGateway({ demo }: Scene, payment: number): Promise<ReceiptJson> {
  const answer = await fetch(`${demo.sandboxUrl}/api/v2/payments/${payment}/receipt`, {
    headers: { Authorization: `Bearer ${ACCOUNT.apiKey}` },
  });
  const { items } = (await answer.json()) as { items: ReceiptJson[] };
  assert.ok(items[0]);
  return items[0];
}

/** Moscow has had no summer time since 2014: three hours ahead of UTC, whatever the machine's own zone. */
function qrByHand(receipt: ReceiptJson): string {
  const moscow = new Date(Date.parse(receipt.receipt_datetime) + 3 * 3_600_000).toISOString();
  const time = `${moscow.slice(0, 10).replaceAll('-', '')}T${moscow.slice(11, 16).replace(':', '')}`;
  const { fn_number: fn, fiscal_document_number: fd, fiscal_document_attribute: fp } = receipt;
  return `t=${time}&s=${receipt.total.toFixed(2)}&fn=${fn}&i=${fd}&fp=${fp}&n=1`;
}

inShop('buttons of the payment page', (scene, _engine, first) => {
  test('pay: the outcome, the receipt with its QR and the way to the original', async () => {
    const { buyer, demo, payments } = scene();
    const { here, page } = buyer;
    const order = await here.opens(CART);
    await page.waitForText(SUM, { selector: '[part="total"]' });
    await here.pays();
    assert.match(await page.text('h1'), SUM);
    await here.chooses('pay');
    assert.match(await page.url(), RETURN);
    await here.sees('paid', 'receipt');
    await here.reads(/^Оплачено/);
    await here.sees('receipt');
    await here.reads('Ваш чек готов.');
    await page.waitFor('[part="receipt"]');

    const [payment, ...others] = payments(order);
    assert.ok(payment);
    assert.deepEqual(others, []);
    const receipt = await receiptAtTheGateway(scene(), payment.id);
    const text = await page.text('[part="receipt"]');
    for (const [label, value] of [
      ['ФН', receipt.fn_number],
      ['ФД', receipt.fiscal_document_number],
      ['ФПД', receipt.fiscal_document_attribute],
      ['РН ККТ', receipt.ecr_registration_number],
    ]) {
      assert.match(text, new RegExp(`^${label}\\n${value}$`, 'm'));
    }
    assert.match(text, SUM);
    assert.match(text, /Пряники для отправки в Казахстан/);
    assert.equal(await readQr(page), qrByHand(receipt));
    assert.ok(await here.offers('print'));

    const original = '[part="receipt"] footer a';
    assert.equal(await page.attribute(original, 'href'), receipt.ofd_receipt_url);
    assert.ok(receipt.ofd_receipt_url.startsWith(demo.sandboxUrl));
    const opened = await buyer.session.openedBy(() => page.click(original));
    await opened.waitForText(String(receipt.fiscal_document_number));
  });

  // the other buttons differ in what the gateway says, which no engine changes
  if (!first) return;

  test('decline: a retry makes a new page, and that one is paid', async () => {
    const { buyer, payments } = scene();
    const { here } = buyer;
    const order = await here.opens(CART);
    const first = await here.pays();
    await here.chooses('decline');
    await here.sees('failed');
    await here.reads(/^Оплата не прошла\nБанк отклонил платёж/);
    assert.equal(await here.offers('receipt'), false);
    await here.takes('retry');
    const second = await here.isAtTheGateway();
    assert.notEqual(second, first);
    await here.chooses('pay');
    await here.sees('paid', 'receipt');
    assert.deepEqual(
      payments(order).map(({ uuid, status }) => [uuid, status]),
      [
        [order, 4],
        [`${order}.2`, 3],
      ],
    );
  });

  test('cancel: the order is kept and can be paid again', async () => {
    const { buyer, payments } = scene();
    const { here } = buyer;
    const order = await here.opens(CART);
    await here.pays();
    await here.chooses('cancel');
    await here.sees('cancelled');
    await here.reads(/^Оплата отменена\nЗаказ сохранён/);
    await here.takes('retry');
    await here.isAtTheGateway();
    assert.deepEqual(
      payments(order).map(({ uuid, status }) => [uuid, status]),
      [
        [order, 2],
        [`${order}.2`, 0],
      ],
    );
  });

  test('hold: said as what it is, with nothing to pay', async () => {
    const { buyer, payments } = scene();
    const { here } = buyer;
    const order = await here.opens(CART);
    await here.pays();
    await here.chooses('hold');
    await here.sees('held');
    await here.reads(/^Деньги заморожены/);
    assert.equal(await here.offers('retry'), false);
    assert.equal(payments(order).length, 1);
  });

  test('leave: back to the same payment page, and paid', async () => {
    const { buyer, payments } = scene();
    const { here } = buyer;
    const order = await here.opens(CART);
    const url = await here.pays();
    await here.chooses('leave');
    await here.sees('away');
    await here.reads(/^Ждём оплату/);
    await here.takes('back');
    assert.equal(await here.isAtTheGateway(), url);
    await here.chooses('pay');
    await here.sees('paid', 'receipt');
    assert.equal(payments(order).length, 1);
  });
});
