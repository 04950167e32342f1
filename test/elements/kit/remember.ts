import { toClaim } from '../../../src/domain/order/claim.ts';
import { readOrder, type OrderInput } from '../../../src/domain/order/order.ts';
import { vatTable } from '../../../src/domain/codes/vat.ts';
import { HANDLE, ORDER, PAGE } from './sample.ts';

const rules = { vat: vatTable(), register: 'configure({vatRates})' };

/** Stores the record that a checkout with a signer object stores when it goes to the payment page. */
export function remember(order: Partial<OrderInput> = {}, record: object = {}): void {
  const claim = toClaim(readOrder({ ...ORDER, ...order }, rules));
  const { uuid } = claim;
  const remembered = {
    uuid,
    key: 'key-1',
    answered: true,
    claim,
    made: claim,
    id: HANDLE,
    paymentUrl: PAGE,
    at: Date.now(),
    ...record,
  };
  localStorage.setItem(`kvit:1:own:${uuid}`, JSON.stringify(remembered));
}
