import type { Panel } from './cart-messages.ts';

/** The texts of a payment's states. They load with the payment code. */
export interface PaymentMessages {
  readonly redirecting: string;
  readonly openPage: string;
  readonly away: Panel;
  readonly checking: Panel;
  readonly held: Panel;
  /** the first precedes the end of the hold, the second the time left */
  readonly heldUntil: readonly [string, string];
  readonly paid: Panel;
  readonly receiptLate: string;
  readonly receipt: string;
  readonly cancelled: Panel;
  readonly failed: Panel;
  readonly unresolved: Panel;
  readonly offline: Panel;
  readonly busy: Panel;
  readonly refused: Panel;
  readonly mismatch: Panel;
  readonly alreadyPaid: string;
  readonly changed: Panel;
  /** the first precedes the old sum, the second the new sum; the third asks the buyer to agree */
  readonly repriced: readonly [string, string, string];
  readonly notFound: Panel;
  readonly misconfigured: Panel;
  readonly nothing: Panel;
  readonly check: string;
  readonly back: string;
}

/** The Russian texts of a payment's states. */
export const paymentRu: PaymentMessages = {
  redirecting: 'Переходим к оплате…',
  openPage: 'Открыть страницу оплаты',
  away: ['Ждём оплату', 'Завершите её на странице банка. Результат появится здесь.'],
  checking: ['Проверяем оплату', 'Обычно это несколько секунд. Второй раз платить не нужно.'],
  held: ['Деньги заморожены', 'Магазин спишет их с карты, когда подтвердит заказ, или отпустит.'],
  heldUntil: ['Примерно до', 'осталось'],
  paid: ['Оплачено', 'Чек формируется и скоро появится здесь.'],
  receiptLate: 'Касса ещё не выдала чек. Его можно проверить позже.',
  receipt: 'Ваш чек готов.',
  cancelled: ['Оплата отменена', 'Заказ сохранён, его можно оплатить снова.'],
  failed: ['Оплата не прошла', 'Банк отклонил платёж. Попробуйте ещё раз или возьмите другую карту.'],
  unresolved: [
    'Ответа пока нет',
    'Мы не знаем, прошла ли оплата. Не платите второй раз: проверьте через несколько минут.',
  ],
  offline: ['Нет интернета', 'Проверьте интернет и попробуйте ещё раз: дважды деньги не спишутся.'],
  busy: ['Слишком много попыток', 'Подождите минуту и попробуйте ещё раз.'],
  refused: ['Оплата не началась', 'Деньги не списаны. Попробуйте ещё раз или напишите в магазин.'],
  mismatch: ['Платёж не совпал с заказом', 'Не платите второй раз и напишите в магазин.'],
  alreadyPaid: 'Заказ уже оплачен',
  changed: ['Заказ изменился', 'Вернитесь в корзину, проверьте его и оплатите снова.'],
  repriced: ['Заказ изменился: было', 'стало', 'Если согласны, оплатите новую сумму.'],
  notFound: ['Заказ не найден', 'Вернитесь в корзину и оформите его снова.'],
  misconfigured: ['Оплата временно недоступна', 'Деньги не списаны. Магазину нужно это исправить.'],
  nothing: [
    'Платежей не найдено',
    'Этот браузер их не помнит. Если вы платили, откройте заказ ещё раз: дважды деньги не спишутся.',
  ],
  check: 'Проверить ещё раз',
  back: 'Вернуться к оплате',
};
