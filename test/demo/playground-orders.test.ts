import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlaygroundOrders } from '../../demo/merchant/playground-orders.ts';

const bun = {
  description: 'Булочка',
  quantity: '2',
  price: '10.00',
  vat_code: '2',
  payment_subject: '1',
  payment_mode: '4',
};
const cart = { description: 'Чай', editable: true, items: [bun] };

const post = (orders: PlaygroundOrders, body: unknown, type = 'application/json'): Promise<Response> => {
  const headers = { 'Content-Type': type };
  const text = JSON.stringify(body);
  return orders.fetch(
    new Request('http://shop/demo/playground/orders', { method: 'POST', headers, body: text }),
  );
};

async function open(orders: PlaygroundOrders, body: object): Promise<string> {
  const { uuid } = (await (await post(orders, body)).json()) as { uuid: string };
  return uuid;
}

test('an order keeps its number until its content changes', async () => {
  const orders = new PlaygroundOrders();
  const uuid = await open(orders, cart);
  assert.equal(orders.price({ uuid })?.items[0]?.price, '10.00');
  assert.equal(orders.price({ uuid: 'play-guessed' }), null);
  assert.equal(await open(orders, { ...cart, uuid }), uuid);
  assert.notEqual(await open(orders, { ...cart, description: 'Кофе', uuid }), uuid);
});

test('a claim may change quantities of an editable order, never prices or goods', async () => {
  const orders = new PlaygroundOrders();
  const uuid = await open(orders, cart);
  const quantity = (id: string, item: object) =>
    orders.price({ uuid: id, items: [{ ...bun, ...item }] })?.items.map((one) => [one.quantity, one.price]);
  assert.deepEqual(quantity(uuid, { quantity: 5 }), [[5, '10.00']]);
  assert.deepEqual(quantity(uuid, { quantity: 5, price: 1 }), [['2', '10.00']]);
  assert.deepEqual(quantity(uuid, { quantity: 5, description: 'Слон' }), [['2', '10.00']]);
  const fixed = await open(orders, { ...cart, editable: false });
  assert.deepEqual(quantity(fixed, { quantity: 5 }), [['2', '10.00']]);
});

test('invalid carts, forms of other sites and large bodies are refused', async () => {
  const orders = new PlaygroundOrders();
  const { status } = await post(orders, { ...cart, items: [{ ...bun, price: '-1' }] });
  assert.equal(status, 422);
  assert.equal((await post(orders, null)).status, 422);
  assert.equal((await post(orders, cart, 'text/plain')).status, 405);
  assert.equal((await post(orders, { ...cart, description: 'x'.repeat(70_000) })).status, 413);
});
