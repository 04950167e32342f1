import { KvitButton, KvitCart, type KvitCheckout } from '../../src/index.ts';
import { CART, CART_AFTER_PRICE_RISE } from './samples.ts';
import { checkout, payUntil, waitForState, type Scene } from './scene.ts';
import { never, offline, refuse } from './scripted-signer.ts';

/** Presses the pay button without ever getting an answer, and again each time the widget gives up after a minute. */
async function pressForever(element: HTMLElement): Promise<void> {
  const target = element as KvitCheckout;
  target.addEventListener('kvit-change', ({ state }) => {
    if (state === 'error') void target.pay();
  });
  void target.pay();
  await waitForState(target, 'submitting');
}

const press = async (element: HTMLElement): Promise<void> => (element as KvitCheckout).pay();

const documents = { offerUrl: '/demo/offer.html', privacyUrl: '/demo/privacy.html' };

/** A buy button with the same order as the other scenes. */
function button(): KvitButton {
  const { uuid, description, items, signer, navigate } = checkout();
  const element = Object.assign(new KvitButton(), { uuid, items, signer, navigate });
  element.setAttribute('description', description);
  element.textContent = 'Купить в один клик';
  return element;
}

/** The states before payment. */
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
    title: 'Магазин не принимает оплату',
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
  { id: 'submitting', title: 'Готовим оплату', make: () => checkout({ create: never }), play: pressForever },
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
  { id: 'away', title: 'Покупатель платит', make: () => checkout({ status: 0 }), play: payUntil('away') },
];

const dearer = ({ uuid, description }: KvitCheckout) => ({ uuid, description, items: CART_AFTER_PRICE_RISE });
