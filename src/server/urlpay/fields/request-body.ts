import { writeKopecks, type Kopecks } from '../../../domain/money/money.ts';

/** The fields of a query or a body. Fields that are `undefined` are left out. */
type RequestFields = Readonly<Record<string, unknown>>;

const present = (fields: RequestFields): [string, unknown][] =>
  Object.entries(fields).filter(([, value]) => value !== undefined);

/** Joins members whose values are JSON already into a JSON object. */
const object = (members: readonly (readonly [name: string, json: string])[]): string =>
  `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;

/**
 * Writes a JSON body. `amount` becomes a number with exactly two decimals; `JSON.stringify` would drop trailing zeros.
 *
 * @param fields `amount`, if present, in kopecks
 */
export const writeBody = (fields: RequestFields): string =>
  object(
    present(fields).map(([name, value]) => [
      name,
      name === 'amount' ? writeKopecks(value as Kopecks) : JSON.stringify(value),
    ]),
  );

/** Writes the JSON body of a bulk: a shop and several payouts, with their amounts in kopecks. */
export const writeBulk = (shopId: number, payouts: readonly RequestFields[]): string =>
  object([
    ['shop_id', String(shopId)],
    ['payouts', `[${payouts.map(writeBody).join(',')}]`],
  ]);

/** Writes `?a=1&b=2`, or `''` without fields. */
export function writeQuery(fields: RequestFields): string {
  const query = new URLSearchParams(present(fields).map(([name, value]) => [name, String(value)]));
  return query.size === 0 ? '' : `?${query.toString()}`;
}
