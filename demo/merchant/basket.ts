import type { Portion } from './catalogue.ts';

/** What lies in the basket of a page until its buyer changes it. */
export interface Basket {
  /** the order as the payment page names it */
  readonly description: string;
  readonly portions: readonly Portion[];
  /** the buyer may change quantities and take lines out */
  readonly editable?: boolean;
  readonly subscribe?: 'Day' | 'Week' | 'Month';
  /** seconds */
  readonly holdTime?: number;
}

const breakfast: readonly Portion[] = [
  { description: 'Булочка с маком', quantity: 3 },
  { description: 'Хлеб ржаной на закваске', quantity: 1 },
  { description: 'Сушки с маком', quantity: 0.35 },
  { description: 'Пряники для отправки в Казахстан', quantity: 1 },
  { description: 'Доставка курьером', quantity: 1 },
];

/** A basket for each kind of page; orders of one kind never meet those of another. */
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
