/** The texts of the list of subscriptions. They load with its code. */
export interface SubscriptionMessages {
  readonly subscriptions: string;
  readonly noSubscriptions: string;
  readonly active: string;
  readonly ended: string;
  /** a status that UrlPay has not published */
  readonly unclear: string;
  readonly next: string;
  readonly since: string;
  readonly unsubscribe: string;
  /** the question before a cancellation */
  readonly unsubscribeSure: string;
  readonly unsubscribeYes: string;
  readonly unsubscribeNo: string;
  readonly unsubscribing: string;
  readonly unsubscribed: string;
  /** the cancellation failed, or its outcome is unknown */
  readonly unsubscribeFailed: string;
}

/** The Russian texts of the list of subscriptions. */
export const subscriptionRu: SubscriptionMessages = {
  subscriptions: 'Подписки',
  noSubscriptions: 'Подписок нет',
  active: 'Действует',
  ended: 'Отменена',
  unclear: 'Состояние неизвестно',
  next: 'Следующее списание',
  since: 'Начало',
  unsubscribe: 'Отменить подписку',
  unsubscribeSure: 'Отменить подписку? Списаний больше не будет, а вернуть её можно только новой оплатой.',
  unsubscribeYes: 'Да, отменить',
  unsubscribeNo: 'Оставить',
  unsubscribing: 'Отменяем…',
  unsubscribed: 'Подписка отменена',
  unsubscribeFailed: 'Не получилось отменить. Попробуйте ещё раз.',
};
