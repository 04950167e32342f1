/** Texts of the list of subscriptions; they come with its code. */
export interface SubscriptionMessages {
  readonly subscriptions: string;
  readonly noSubscriptions: string;
  readonly active: string;
  readonly ended: string;
  /** a status nobody has published */
  readonly unclear: string;
  readonly next: string;
  readonly since: string;
  readonly unsubscribe: string;
  /** asked before it is done */
  readonly unsubscribeSure: string;
  readonly unsubscribeYes: string;
  readonly unsubscribeNo: string;
  readonly unsubscribing: string;
  readonly unsubscribed: string;
  /** nobody knows whether it was done */
  readonly unsubscribeFailed: string;
}

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
