/**
 * Checks of what comes from outside, in as few bytes as the browser deserves: a schema library would weigh as much as
 * the whole cart. A shape strips what it does not know and names the first field that is wrong.
 */
export interface Shape<T> {
  /** never throws */
  safeParse(value: unknown): Parsed<T>;
  /** @throws {TypeError} naming the field */
  parse(value: unknown): T;
}

export type Parsed<T> =
  | { readonly success: true; readonly data: T; readonly error?: undefined }
  | { readonly success: false; readonly data?: undefined; readonly error: TypeError };

export type ShapeOf<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Optional<F extends Fields> = { [K in keyof F]: undefined extends ShapeOf<F[K]> ? K : never }[keyof F];
type ObjectOf<F extends Fields> = { [K in Exclude<keyof F, Optional<F>>]: ShapeOf<F[K]> } & {
  [K in Optional<F>]?: ShapeOf<F[K]>;
};

function shape<T>(parse: (value: unknown) => T): Shape<T> {
  return {
    parse,
    safeParse(value) {
      try {
        return { success: true, data: parse(value) };
      } catch (error) {
        return { success: false, error: error as TypeError };
      }
    },
  };
}

const when = <T>(is: (value: unknown) => boolean, noun: string): Shape<T> =>
  shape((value) => {
    if (!is(value)) throw new TypeError(`is not ${noun}`);
    return value as T;
  });

/** An error inside is told from where it stands. */
function inside<T>(inner: Shape<T>, value: unknown, name: string | number): T {
  try {
    return inner.parse(value);
  } catch (error) {
    throw new TypeError(`${name}: ${(error as Error).message}`, { cause: error });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text = when<string>((value) => typeof value === 'string', 'text');
export const number = when<number>(Number.isFinite, 'a number');
export const anything = when<unknown>(() => true, 'anything');
/** a number, or the same as text */
export const numeric = when<string | number>(
  (value) => typeof value === 'string' || Number.isFinite(value),
  'a number',
);

export const oneOf = <T extends string | boolean>(...values: readonly T[]): Shape<T> =>
  when<T>((value) => (values as readonly unknown[]).includes(value), values.join(' or '));

/** may be missing or null, and then is what it was */
export const maybe = <T>(inner: Shape<T>): Shape<T | null | undefined> =>
  shape((value) => (value === undefined || value === null ? value : inner.parse(value)));

/** may be missing */
export const optional = <T>(inner: Shape<T>): Shape<T | undefined> =>
  shape((value) => (value === undefined ? value : inner.parse(value)));

/** what does not fit counts as missing */
export const orNothing = <T>(inner: Shape<T>): Shape<T | undefined> =>
  shape((value) => inner.safeParse(value).data);

export const list = <T>(inner: Shape<T>): Shape<T[]> =>
  shape((value) => {
    if (!Array.isArray(value)) throw new TypeError('is not a list');
    // not value.map: it would step over the holes of a sparse array
    return Array.from(value, (item, index) => inside(inner, item, index));
  });

export const record = <T>(inner: Shape<T>): Shape<Record<string, T>> =>
  shape((value) => {
    if (!isObject(value)) throw new TypeError('is not an object');
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inside(inner, item, name)]));
  });

export const object = <F extends Fields>(fields: F): Shape<ObjectOf<F>> =>
  shape((value) => {
    if (!isObject(value)) throw new TypeError('is not an object');
    const read = Object.entries(fields).map(
      ([name, inner]) => [name, inside(inner, value[name], name)] as const,
    );
    return Object.fromEntries(read.filter(([, item]) => item !== undefined)) as ObjectOf<F>;
  });

/** the first of several that fits */
export const either = <A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> =>
  shape((value) => {
    const parsed = first.safeParse(value);
    return parsed.success ? parsed.data : second.parse(value);
  });
