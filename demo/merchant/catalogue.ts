/** A product of the bakery. The pages show these prices, and the signer charges them: a price from a browser is only a claim. */
export interface Product {
  readonly description: string;
  /** Roubles for a piece or a kilogram, VAT included. */
  readonly price: number;
  readonly vat_code: number;
  readonly payment_subject: number;
  readonly payment_mode: number;
  readonly measurement_unit: number;
  readonly country_of_origin_code?: string;
}

/** A product and its quantity in a cart. */
export interface Portion {
  readonly description: string;
  readonly quantity: number;
}

export type CartItem = Product & Portion;

const PIECE = 0;
const KILOGRAM = 11;

/** Goods, full payment, VAT 10 %: the rate for bread. */
const bread = { vat_code: 2, payment_subject: 1, payment_mode: 4 } as const;
/** Services of contractors who pay no VAT. */
const service = { vat_code: 0, payment_subject: 4, payment_mode: 4, measurement_unit: PIECE } as const;

export const PRODUCTS: readonly Product[] = [
  { ...bread, description: 'Булочка с маком', price: 83.5, measurement_unit: PIECE },
  { ...bread, description: 'Хлеб ржаной на закваске', price: 240, measurement_unit: PIECE },
  { ...bread, description: 'Батон нарезной', price: 75, measurement_unit: PIECE },
  { ...bread, description: 'Круассан с миндалём', price: 195, measurement_unit: PIECE },
  { ...bread, description: 'Сушки с маком', price: 420, measurement_unit: KILOGRAM },
  { ...bread, description: 'Пирог с капустой', price: 890, measurement_unit: KILOGRAM },
  // exports have a VAT rate of 0 %
  {
    ...bread,
    vat_code: 1,
    description: 'Пряники для отправки в Казахстан',
    price: 510,
    measurement_unit: PIECE,
    country_of_origin_code: '643',
  },
  // an advance payment has a calculated VAT rate
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

/** True if the bakery sells a product of this name. */
export const isSold = (description: string): boolean => byName.has(description);

/** Prices a cart from the list; pieces are rounded up to whole ones. @throws {RangeError} for an unknown product */
export function priced(portions: readonly Portion[]): CartItem[] {
  return portions.map(({ description, quantity }) => {
    const product = byName.get(description);
    if (!product) throw new RangeError(`the bakery sells no ${description}`);
    const whole = product.measurement_unit === PIECE;
    return { ...product, quantity: whole ? Math.ceil(quantity) : quantity };
  });
}
