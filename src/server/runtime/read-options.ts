import type * as z from 'zod';

/** One schema for each option: a missing, unknown or differently typed one does not compile. */
export type OptionSchemas<Options> = {
  readonly [Name in keyof Options]-?: z.ZodType<unknown, Options[Name]>;
};

/** `limits.attempts` or `payHosts[0]` for the parser's path. */
const nameOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .slice(1);

/** For a union, the issue of the alternative that was read furthest: `limits.attempts` rather than `limits`. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0];
  return inner?.path.length ? innermost({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
}

/**
 * Reads the options of `maker`, e.g. `createSigner`. A misspelt option is an error, because it would silently have no effect.
 *
 * @throws {TypeError} naming the first option that is unknown, missing or wrong; the value is never quoted, it may be a secret
 */
export function readOptions<Schema extends z.ZodType>(
  schema: Schema,
  options: unknown,
  maker: string,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(options);
  if (success) return data;
  const issues = error.issues.map(innermost);
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
  if (unknown)
    throw new TypeError(`${maker} has no option ${nameOf([...unknown.path, unknown.keys[0] ?? ''])}`);
  const { path, message } = issues[0] ?? { path: [], message: 'is wrong' };
  throw new TypeError(`${nameOf(path) || maker} ${message}`);
}
