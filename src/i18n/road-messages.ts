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
  readonly receipt: string;
  readonly cancelled: Panel;
  readonly failed: Panel;
  readonly unresolved: Panel;
  readonly refused: Panel;
  readonly mismatch: Panel;
  readonly changed: Panel;
  readonly nothing: Panel;
  readonly check: string;
  readonly back: string;
}

const ru: RoadMessages = {
  redirecting: 'Переходим к оплате…',
  openPage: 'Открыть страницу оплаты',
  away: ['Ждём оплату', 'Завершите её на странице банка. Как только деньги придут, мы покажем это здесь.'],
  checking: ['Проверяем оплату', 'Обычно это занимает несколько секунд. Второй раз платить не нужно.'],
  held: ['Деньги заморожены', 'Магазин спишет их с карты, когда подтвердит заказ, или отпустит.'],
  paid: ['Оплачено', 'Чек формируется и скоро появится здесь.'],
  receiptLate: 'Касса ещё не выдала чек. Его можно проверить позже.',
  receipt: 'Ваш чек готов.',
  cancelled: ['Оплата отменена', 'Заказ сохранён, его можно оплатить снова.'],
  failed: ['Оплата не прошла', 'Банк отклонил платёж. Попробуйте ещё раз или возьмите другую карту.'],
  unresolved: [
    'Ответа пока нет',
    'Мы не знаем, прошла ли оплата. Не платите второй раз: проверьте ещё раз через несколько минут.',
  ],
  refused: ['Оплата не началась', 'Деньги не списаны. Попробуйте ещё раз или напишите в магазин.'],
  mismatch: ['Платёж не совпал с заказом', 'Не платите второй раз и напишите в магазин.'],
  changed: ['Заказ изменился', 'Вернитесь в корзину, проверьте его и оплатите снова.'],
  nothing: [
    'Платежей не найдено',
    'Этот браузер их не помнит. Если вы платили, откройте заказ ещё раз: деньги второй раз не спишутся.',
  ],
  check: 'Проверить ещё раз',
  back: 'Вернуться к оплате',
};

const en: RoadMessages = {
  redirecting: 'Going to the payment page…',
  openPage: 'Open the payment page',
  away: [
    'Waiting for the payment',
    'Finish it on the bank’s page. We will show it here as soon as it arrives.',
  ],
  checking: ['Checking the payment', 'This usually takes a few seconds. There is no need to pay again.'],
  held: ['The money is on hold', 'The shop charges it when it confirms the order, or lets it go.'],
  paid: ['Paid', 'The receipt is being issued and will soon appear here.'],
  receiptLate: 'The register has not issued the receipt yet. Check for it later.',
  receipt: 'Your receipt is ready.',
  cancelled: ['Payment cancelled', 'The order is kept; you can pay it again.'],
  failed: ['The payment did not go through', 'The bank declined it. Try again or use another card.'],
  unresolved: [
    'No answer yet',
    'We do not know whether the payment went through. Do not pay twice: check again in a few minutes.',
  ],
  refused: ['The payment did not start', 'Nothing was charged. Try again or write to the shop.'],
  mismatch: ['The payment does not match the order', 'Do not pay twice and write to the shop.'],
  changed: ['The order has changed', 'Go back to the cart, look it over and pay again.'],
  nothing: [
    'No payment found',
    'This browser remembers none. If you paid, open the order again: nothing is charged twice.',
  ],
  check: 'Check again',
  back: 'Back to the payment',
};

export const roadMessages: Readonly<Record<Language, RoadMessages>> = { ru, en };
