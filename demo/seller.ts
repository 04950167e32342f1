/** Who sells: the gateway's receipt does not say it, so the shop does, once, before the first element is drawn. */
import { configure } from '../src/index.ts';

configure({
  seller: {
    name: 'ООО «Булка и Квит»',
    inn: '7700000016',
    address: 'Москва, Хлебный переулок, 1',
    taxSystem: 'ОСН',
  },
});
