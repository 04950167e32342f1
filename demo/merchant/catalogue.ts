/** What the bakery sells. The pages draw it, and the signer charges by it: a price in a browser is only a claim. */
export interface Product {
  readonly description: string;
  /** roubles for a piece or a kilogram, VAT included */
  readonly price: number;
  readonly vat_code: number;
  readonly payment_subject: number;
  readonly payment_mode: number;
  readonly measurement_unit: number;
  readonly country_of_origin_code?: string;
}

/** One line of a cart: how much of which product. */
export interface Portion {
  readonly description: string;
  readonly quantity: number;
}

export type CartItem = Product & Portion;

const PIECE = 0;
const KILOGRAM = 11;

/** Goods handed over against full payment, with the 10 % that bread has. */
const bread = { vat_code: 2, payment_subject: 1, payment_mode: 4 } as const;
/** Done by people who pay no VAT. */
const service = { vat_code: 0, payment_subject: 4, payment_mode: 4, measurement_unit: PIECE } as const;

export const PRODUCTS: readonly Product[] = [
  { ...bread, description: 'Булочка с маком', price: 83.5, measurement_unit: PIECE },
  { ...bread, description: 'Хлеб ржаной на закваске', price: 240, measurement_unit: PIECE },
  { ...bread, description: 'Батон нарезной', price: 75, measurement_unit: PIECE },
  { ...bread, description: 'Круассан с миндалём', price: 195, measurement_unit: PIECE },
  { ...bread, description: 'Сушки с маком', price: 420, measurement_unit: KILOGRAM },
  { ...bread, description: 'Пирог с капустой', price: 890, measurement_unit: KILOGRAM },
  // sent abroad: the rate of an export
  {
    ...bread,
    vat_code: 1,
    description: 'Пряники для отправки в Казахстан',
    price: 510,
    measurement_unit: PIECE,
    country_of_origin_code: '643',
  },
  // money taken before anybody knows for what: an advance, with the calculated rate that belongs to it
  {
    description: 'Подарочный сертификат на выпечку',
    price: 1000,
    vat_code: 4,
    payment_subject: 10,
    payment_mode: 3,
    measurement_unit: PIECE,
  },
  { ...service, description: 'Доставка курьером', price: 150 },
  { ...service, description: 'Мастер-класс «Первый каравай»', price: 2400 },
];

const byName = new Map(PRODUCTS.map((product) => [product.description, product]));

/** Whether the bakery sells it. */
export const isSold = (description: string): boolean => byName.has(description);

/** A cart at the list's prices; pieces are sold whole. @throws {RangeError} for what is not on the list */
export function priced(portions: readonly Portion[]): CartItem[] {
  return portions.map(({ description, quantity }) => {
    const product = byName.get(description);
    if (!product) throw new RangeError(`the bakery sells no ${description}`);
    const whole = product.measurement_unit === PIECE;
    return { ...product, quantity: whole ? Math.ceil(quantity) : quantity };
  });
}
