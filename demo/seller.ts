/** Sets the seller's details before the first element renders: the gateway's receipt does not carry them. */
import { configure } from '../src/index.ts';

configure({
  seller: {
    name: 'ООО «Булка и Квит»',
    inn: '7700000016',
    address: 'Москва, Хлебный переулок, 1',
    taxSystem: 'ОСН',
  },
});
