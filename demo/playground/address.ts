import { MOST_ROWS, readRow, writeRow } from './cart-row.ts';
import { FIRST_ROWS, isPlainValue, PLAIN, PLAIN_NAMES, type Settings } from './settings.ts';
import { findToken, isValue } from './token.ts';

const ITEM = 'item';

const writeRows = (rows: Settings['rows']): readonly string[] => rows.map(writeRow);

/** Drops the `#` of a colour, which would begin a fragment. */
const writeValue = (value: string): string => value.replace(/^#/, '');

function readToken(key: string, text: string): string | null {
  const token = findToken(key);
  const value = token?.kind === 'colour' ? `#${text.toLowerCase()}` : text;
  return token && isValue(token, value) ? value : null;
}

/** Reads the settings of an address. An invalid field gets its initial value. */
export function readAddress(search: string): Settings {
  const query = new URLSearchParams(search);
  const plain = PLAIN_NAMES.map((name) => {
    const text = query.get(name);
    return [name, text !== null && isPlainValue(name, text) ? text : PLAIN[name].initial];
  });
  const tokens = [...query].flatMap(([key, text]) => {
    const value = readToken(key, text);
    return value === null ? [] : [[key, value]];
  });
  const rows = query.getAll(ITEM).slice(0, MOST_ROWS).map(readRow);
  return {
    plain: Object.fromEntries(plain) as Settings['plain'],
    rows: rows.length > 0 ? rows : FIRST_ROWS,
    tokens: Object.fromEntries(tokens) as Settings['tokens'],
  };
}

/** Writes only the settings that differ from the initial ones. @returns `''` or `?…` */
export function writeAddress({ plain, rows, tokens }: Settings): string {
  const query = new URLSearchParams();
  for (const name of PLAIN_NAMES) if (plain[name] !== PLAIN[name].initial) query.set(name, plain[name]);
  for (const [key, value] of Object.entries(tokens)) query.set(key, writeValue(value));
  const items = writeRows(rows);
  if (items.join('\n') !== writeRows(FIRST_ROWS).join('\n'))
    for (const item of items) query.append(ITEM, item);
  // both are legal in a query unescaped, and easier to read
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
  return text && `?${text}`;
}
