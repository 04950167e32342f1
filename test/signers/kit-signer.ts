/** Our own signer in a process like the others', with the same orders, to hold them against. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import { getRequestListener } from '@hono/node-server';
import { createSigner, sqliteStore, type OrderInput } from '../../src/server/index.ts';

const setting = (name: string): string => process.env[name] ?? '';

const BREAKFAST = [
  ['Булочка с маком', 3, 83.5, 0],
  ['Пирог с капустой', 1.25, 890, 11],
] as const;

function findOrder(uuid: string): OrderInput | null {
  if (!/^bulka-[A-Za-z0-9_-]{8,64}$/.test(uuid)) return null;
  const items = BREAKFAST.map(([description, quantity, price, measurement_unit]) => {
    const line = { description, quantity, price, vat_code: 2, payment_subject: 1, payment_mode: 4 };
    return { ...line, measurement_unit };
  });
  return { uuid, description: 'Покупка булочек', currency: 'rub', items };
}

const signer = createSigner({
  shopId: Number(setting('URLPAY_SHOP_ID')),
  secret: setting('URLPAY_SECRET'),
  apiKey: setting('URLPAY_KEY'),
  gateway: setting('URLPAY_GATEWAY'),
  callbackSecret: setting('KVIT_CALLBACK_SECRET'),
  origins: setting('KVIT_ORIGINS').split(','),
  store: sqliteStore(join(setting('KVIT_DATA'), 'payments.sqlite')),
  order: ({ uuid }) => findOrder(uuid),
  onPaid: ({ order }) => console.error(`order ${order.uuid} is paid`),
});

createServer((incoming, outgoing) => void getRequestListener(signer.fetch)(incoming, outgoing)).listen(
  Number(setting('PORT')),
  '127.0.0.1',
);
