import { without } from '../reading/fields.ts';
import { toRoubles } from '../money/money.ts';
import type { Line } from './line.ts';

/** One cart line in the API's own names (`items[]` of UrlPay's PaymentRequest). Numbers may come as text. */
export interface Item {
  description: string;
  /** up to 3 decimals */
  quantity: number | string;
  /** roubles, VAT included, up to 2 decimals */
  price: number | string;
  vat_code: number | string;
  payment_subject: number | string;
  payment_mode: number | string;
  measurement_unit?: number | string | null;
  product_code?: string | null;
  country_of_origin_code?: string | null;
  customs_declaration_number?: string | null;
  /** roubles with 2 decimals, as text */
  excise?: string | null;
}

/** The item exactly as UrlPay wants it: JSON numbers, and only the optional fields that have a value. */
export interface WireItem {
  description: string;
  quantity: number;
  price: number;
  vat_code: number;
  payment_subject: number;
  payment_mode: number;
  measurement_unit?: number;
  product_code?: string;
  country_of_origin_code?: string;
  customs_declaration_number?: string;
  excise?: string;
}

/** A line as it goes over the wire. */
export const toWireItem = (line: Line): WireItem =>
  without<WireItem>(null, {
    description: line.description,
    quantity: line.quantity / 1000,
    price: toRoubles(line.price),
    vat_code: line.vat.code,
    payment_subject: line.payment_subject,
    payment_mode: line.payment_mode,
    measurement_unit: line.measurement_unit,
    product_code: line.product_code,
    country_of_origin_code: line.country_of_origin_code,
    customs_declaration_number: line.customs_declaration_number,
    excise: line.excise,
  });
