import { writeKopecks, type Kopecks } from '../../../domain/money/money.ts';

/** What a query or a body is written of; fields that are `undefined` are left out. */
export type Given = Readonly<Record<string, unknown>>;

const present = (fields: Given): [string, unknown][] =>
  Object.entries(fields).filter(([, value]) => value !== undefined);

/** A JSON object of texts that are JSON already. */
const object = (members: readonly (readonly [name: string, json: string])[]): string =>
  `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;

/**
 * A JSON body whose `amount` is a number with exactly two decimals: it is written from kopecks as text, because
 * `JSON.stringify` would write what a float makes of it.
 *
 * @param fields `amount`, if there is one, in kopecks
 */
export const writeBody = (fields: Given): string =>
  object(
    present(fields).map(([name, value]) => [
      name,
      name === 'amount' ? writeKopecks(value as Kopecks) : JSON.stringify(value),
    ]),
  );

/** The body of a bulk: a shop and several bodies. */
export const writeBulk = (shopId: number, payouts: readonly Given[]): string =>
  object([
    ['shop_id', String(shopId)],
    ['payouts', `[${payouts.map(writeBody).join(',')}]`],
  ]);

/** `?a=1&b=2`, or nothing at all. */
export function writeQuery(fields: Given): string {
  const query = new URLSearchParams(present(fields).map(([name, value]) => [name, String(value)]));
  return query.size === 0 ? '' : `?${query.toString()}`;
}
