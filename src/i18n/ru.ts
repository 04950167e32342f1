import type { Messages } from './messages.ts';

/** Only the two forms that follow «до»: 1 дня, 2 дней. Made when asked, since the first `Intl` object of a page is slow. */
const plural = (one: string, other: string) => (n: number) =>
  `${n} ${new Intl.PluralRules('ru').select(n) === 'one' ? one : other}`;

export const ru: Messages = {
  order: 'Заказ',
  cart: 'Состав заказа',
  empty: 'Корзина пуста',
  loading: 'Загружаем заказ…',
  total: 'Итого',
  vatOf: (vat) => `в том числе ${vat}`,
  details: 'Подробнее',
  subject: 'Предмет расчёта',
  mode: 'Способ расчёта',
  productCode: 'Код товара',
  country: 'Страна происхождения',
  customs: 'Таможенная декларация',
  excise: 'Акциз',
  quantityOf: (name) => `Количество: ${name}`,
  fewer: (name) => `Меньше: ${name}`,
  more: (name) => `Больше: ${name}`,
  remove: (name) => `Убрать: ${name}`,
  badQuantity: 'Количество — число больше нуля, до трёх знаков после запятой',
  pay: (sum) => `Оплатить ${sum}`,
  subscribePay: (sum) => `Подписаться за ${sum}`,
  period: { Day: 'каждый день', Week: 'каждую неделю', Month: 'каждый месяц' },
  subscription: (sum, period) =>
    `Подписка: ${sum} ${period}, первое списание сразу. Отменить можно в любой момент.`,
  hold: (term) =>
    `Деньги сначала замораживаются на карте, до ${term}. Магазин спишет их, когда подтвердит заказ.`,
  days: plural('дня', 'дней'),
  hours: plural('часа', 'часов'),
  minutes: plural('минуты', 'минут'),
  offer: 'Оплачивая, вы принимаете ',
  offerLink: 'условия оферты',
  consent: 'Согласен на ',
  consentLink: 'обработку персональных данных',
  consentMissing: 'Без этого согласия магазин не может принять заказ',
  submitting: 'Готовим оплату…',
  nothing: { title: 'Платежей не найдено', text: 'В этом браузере нет начатой оплаты.' },
  repriced: (before, after) =>
    `Заказ изменился: было ${before}, стало ${after}. Проверьте его и оплатите, если всё верно.`,
  network: {
    title: 'Нет связи с магазином',
    text: 'Проверьте интернет и попробуйте ещё раз: дважды деньги не спишутся.',
  },
  notFound: {
    title: 'Заказ не найден',
    text: 'Магазин не знает такого заказа. Вернитесь в корзину и оформите его снова.',
  },
  misconfigured: {
    title: 'Оплата временно недоступна',
    text: 'Деньги не списаны. Магазину нужно исправить настройки.',
  },
  retry: 'Попробовать ещё раз',
};
