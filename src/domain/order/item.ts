import { without } from '../reading/fields.ts';
import { toRoubles } from '../money/money.ts';
import type { Line } from './line.ts';

/** One cart line in the API's own names (`items[]` of UrlPay's PaymentRequest). Numbers may be text. */
export interface Item {
  /** 1 to 128 characters (FFD tag 1030) */
  description: string;
  /** up to 3 decimals, at most 99999.999 (tag 1023) */
  quantity: number | string;
  /** roubles with VAT, up to 2 decimals, at most 42949672.95 (tag 1079) */
  price: number | string;
  /** UrlPay's VAT code, 0 to 7 (tag 1199), or one of `configure({vatRates})` */
  vat_code: number | string;
  /** tag 1212 */
  payment_subject: number | string;
  /** tag 1214 */
  payment_mode: number | string;
  /** tag 2108 */
  measurement_unit?: number | string | null;
  /** 1 to 32 bytes (tag 1162) */
  product_code?: string | null;
  /** 3 digits or 2 capital letters (tag 1230) */
  country_of_origin_code?: string | null;
  /** 1 to 32 characters (tag 1231) */
  customs_declaration_number?: string | null;
  /** roubles with up to 2 decimals, as text (tag 1229) */
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

/** The item that UrlPay gets for a line. */
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
