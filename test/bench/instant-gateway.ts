import type { Fetch } from '../../src/server/index.ts';

export const GOODS = {
  description: 'Хлеб',
  quantity: 1,
  price: 240,
  vat_code: 2,
  payment_subject: 1,
  payment_mode: 4,
};

/** An order's uuid. Its number is the payment's id, so every process derives the same id. */
export const uuidOf = (number: number): string => `bench-${number}`;

/** A gateway that answers at once, so that only the signer is measured. It counts reads of a payment. */
export function instantGateway(): { readonly fetch: Fetch; readonly reads: () => number } {
  let reads = 0;
  const fetch: Fetch = async (input, init) => {
    if (init.method === 'POST') {
      const { uuid } = JSON.parse(String(init.body)) as { uuid: string };
      const id = Number(/\d+/.exec(uuid)?.[0]);
      const paymentUrl = `http://127.0.0.1:9/pay/${id}`;
      return Response.json({ success: true, id, paymentUrl }, { status: 201 });
    }
    reads += 1;
    const id = Number(input.split('/').at(-1));
    const payment = { id, uuid: uuidOf(id), amount: '240.00', currency: 'rub', status: 0 };
    return Response.json({ success: true, payment });
  };
  return { fetch, reads: () => reads };
}
