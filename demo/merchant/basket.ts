import type { Portion } from './catalogue.ts';

/** The initial contents of a page’s basket. */
export interface Basket {
  /** The order’s name on the payment page. */
  readonly description: string;
  readonly portions: readonly Portion[];
  /** True if the buyer may change quantities and remove lines. */
  readonly editable?: boolean;
  readonly subscribe?: 'Day' | 'Week' | 'Month';
  /** Seconds. */
  readonly holdTime?: number;
}

const breakfast: readonly Portion[] = [
  { description: 'Булочка с маком', quantity: 3 },
  { description: 'Хлеб ржаной на закваске', quantity: 1 },
  { description: 'Сушки с маком', quantity: 0.35 },
  { description: 'Пряники для отправки в Казахстан', quantity: 1 },
  { description: 'Доставка курьером', quantity: 1 },
];

/** The basket of each kind of page. Each kind has orders of its own. */
export const BASKETS = {
  checkout: { description: 'Завтрак из пекарни', portions: breakfast, editable: true },
  plain: {
    description: 'Покупка булочек',
    portions: [
      { description: 'Булочка с маком', quantity: 3 },
      { description: 'Пирог с капустой', quantity: 1.25 },
    ],
  },
  product: {
    description: 'Два круассана к чаю',
    portions: [{ description: 'Круассан с миндалём', quantity: 2 }],
    editable: true,
  },
  order: {
    description: 'Счёт от пекарни',
    portions: [
      { description: 'Подарочный сертификат на выпечку', quantity: 1 },
      { description: 'Мастер-класс «Первый каравай»', quantity: 2 },
    ],
  },
  tab: {
    description: 'Круассаны к чаю',
    portions: [{ description: 'Круассан с миндалём', quantity: 4 }],
  },
  subscription: {
    description: 'Свежий хлеб каждую неделю',
    portions: [
      { description: 'Хлеб ржаной на закваске', quantity: 1 },
      { description: 'Батон нарезной', quantity: 2 },
    ],
    subscribe: 'Week',
  },
  hold: {
    description: 'Пирог на заказ',
    portions: [{ description: 'Пирог с капустой', quantity: 2.4 }],
    holdTime: 172_800,
  },
} as const satisfies Record<string, Basket>;

export type BasketKind = keyof typeof BASKETS;
