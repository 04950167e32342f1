import type { Language, Panel } from './messages.ts';

/** The states of a payment in words, apart from the others because they come with the code that can reach them. */
export interface RoadMessages {
  readonly redirecting: string;
  readonly openPage: string;
  readonly away: Panel;
  readonly checking: Panel;
  readonly held: Panel;
  readonly paid: Panel;
  readonly receiptLate: string;
  readonly receipt: Panel;
  readonly cancelled: Panel;
  readonly failed: Panel;
  readonly unresolved: Panel;
  readonly gatewayUnknown: Panel;
  readonly refused: Panel;
  readonly mismatch: Panel;
  readonly changed: Panel;
  readonly check: string;
  readonly back: string;
}

const ru: RoadMessages = {
  redirecting: 'Переходим к оплате…',
  openPage: 'Открыть страницу оплаты',
  away: {
    title: 'Ждём оплату',
    text: 'Завершите её на странице банка. Как только деньги придут, мы покажем это здесь.',
  },
  checking: {
    title: 'Проверяем оплату',
    text: 'Обычно это занимает несколько секунд. Второй раз платить не нужно.',
  },
  held: {
    title: 'Деньги заморожены',
    text: 'Банк держит их на вашей карте. Магазин спишет сумму, когда подтвердит заказ, или отпустит её.',
  },
  paid: { title: 'Оплачено', text: 'Чек формируется и скоро появится здесь.' },
  receiptLate: 'Касса ещё не выдала чек. Оплата прошла, чек можно проверить позже.',
  receipt: { title: 'Оплачено', text: 'Ваш чек готов.' },
  cancelled: { title: 'Оплата отменена', text: 'Заказ сохранён, его можно оплатить снова.' },
  failed: {
    title: 'Оплата не прошла',
    text: 'Банк отклонил платёж. Попробуйте ещё раз или возьмите другую карту.',
  },
  unresolved: {
    title: 'Ответа пока нет',
    text: 'Мы не знаем, прошла ли оплата. Не платите второй раз: проверьте ещё раз через несколько минут.',
  },
  gatewayUnknown: { title: 'Платёжная система не ответила', text: 'Деньги не списаны. Попробуйте ещё раз.' },
  refused: {
    title: 'Оплата сейчас невозможна',
    text: 'Деньги не списаны. Попробуйте ещё раз или напишите в магазин.',
  },
  mismatch: {
    title: 'Платёж не совпал с заказом',
    text: 'Магазин уже знает об этом. Не платите второй раз и свяжитесь с магазином.',
  },
  changed: { title: 'Заказ изменился', text: 'Вернитесь в корзину, проверьте его и оплатите снова.' },
  check: 'Проверить ещё раз',
  back: 'Вернуться к оплате',
};

const en: RoadMessages = {
  redirecting: 'Going to the payment page…',
  openPage: 'Open the payment page',
  away: {
    title: 'Waiting for the payment',
    text: 'Finish it on the bank’s page. We will show it here as soon as it arrives.',
  },
  checking: {
    title: 'Checking the payment',
    text: 'This usually takes a few seconds. There is no need to pay again.',
  },
  held: {
    title: 'The money is on hold',
    text: 'The bank keeps it on your card. The shop charges it when it confirms the order, or lets it go.',
  },
  paid: { title: 'Paid', text: 'The receipt is being issued and will soon appear here.' },
  receiptLate:
    'The register has not issued the receipt yet. The payment went through; check for the receipt later.',
  receipt: { title: 'Paid', text: 'Your receipt is ready.' },
  cancelled: { title: 'Payment cancelled', text: 'The order is kept; you can pay it again.' },
  failed: {
    title: 'The payment did not go through',
    text: 'The bank declined it. Try again or use another card.',
  },
  unresolved: {
    title: 'No answer yet',
    text: 'We do not know whether the payment went through. Do not pay twice: check again in a few minutes.',
  },
  gatewayUnknown: { title: 'The payment system did not answer', text: 'Nothing was charged. Try again.' },
  refused: {
    title: 'Payment is not possible now',
    text: 'Nothing was charged. Try again or write to the shop.',
  },
  mismatch: {
    title: 'The payment does not match the order',
    text: 'The shop knows about it. Do not pay twice and contact the shop.',
  },
  changed: { title: 'The order has changed', text: 'Go back to the cart, look it over and pay again.' },
  check: 'Check again',
  back: 'Back to the payment',
};

export const roadMessages: Readonly<Record<Language, RoadMessages>> = { ru, en };
