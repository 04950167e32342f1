import { KvitButton, KvitCart, type KvitCheckout } from '../../src/index.ts';
import { CART, DEARER } from './samples.ts';
import { checkout, paidTo, reach, type Scene } from './scene.ts';
import { never, offline, refuse } from './scripted-signer.ts';

/** A press that nobody ever answers; the widget gives up after a minute, and the picture starts over. */
async function pressForEver(element: HTMLElement): Promise<void> {
  const road = element as KvitCheckout;
  road.addEventListener('kvit-change', ({ state }) => {
    if (state === 'error') void road.pay();
  });
  void road.pay();
  await reach(road, 'submitting');
}

const press = async (element: HTMLElement): Promise<void> => (element as KvitCheckout).pay();

const documents = { offerUrl: '/demo/offer.html', privacyUrl: '/demo/privacy.html' };

/** What it opens is the checkout that hangs everywhere around it. */
function button(): KvitButton {
  const { uuid, description, items, signer, navigate } = checkout();
  const element = Object.assign(new KvitButton(), { uuid, items, signer, navigate });
  element.setAttribute('description', description);
  element.textContent = 'Купить в один клик';
  return element;
}

/** Until the buyer has left for the payment page. */
export const BEFORE: readonly Scene[] = [
  { id: 'idle', title: 'Можно платить', make: () => checkout({}, documents) },
  { id: 'button', title: 'Кнопка с оплатой в окне', make: button },
  { id: 'editable', title: 'Количество можно менять', make: () => checkout({}, { editable: true }) },
  {
    id: 'consent-missing',
    title: 'Нажали без согласия',
    make: () => checkout({}, documents),
    play: press,
  },
  { id: 'subscription', title: 'Подписка', make: () => checkout({}, { subscribe: 'Month' }) },
  { id: 'hold', title: 'Заморозка на три дня', make: () => checkout({}, { holdTime: 259_200 }) },
  {
    id: 'disabled',
    title: 'Магазин пока не принимает',
    make: () => checkout({}, { disabled: true, editable: true }),
  },
  { id: 'empty', title: 'Пустая корзина', make: () => new KvitCart() },
  {
    id: 'cart',
    title: 'Одна корзина, без оплаты',
    make: () => Object.assign(new KvitCart(), { items: CART }),
  },
  { id: 'loading', title: 'Заказ загружается', make: () => checkout({ order: never }, { items: null }) },
  {
    id: 'not-found',
    title: 'Такого заказа нет',
    make: () => checkout({ order: refuse('not_found') }, { items: null }),
  },
  {
    id: 'order-offline',
    title: 'Заказ не загрузился',
    make: () => checkout({ order: offline }, { items: null }),
  },
  { id: 'submitting', title: 'Готовим оплату', make: () => checkout({ create: never }), play: pressForEver },
  {
    id: 'price-changed',
    title: 'Цена изменилась',
    make: () => {
      const element: KvitCheckout = checkout({
        create: () => refuse('price_changed', { order: dearer(element) })(),
      });
      return element;
    },
    play: press,
  },
  { id: 'redirecting', title: 'Переходим к оплате', make: () => checkout(), play: press },
  { id: 'away', title: 'Покупатель платит', make: () => checkout({ status: 0 }), play: paidTo('away') },
];

const dearer = ({ uuid, description }: KvitCheckout) => ({ uuid, description, items: DEARER });
