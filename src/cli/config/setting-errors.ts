import type * as z from 'zod';

type Issue = z.core.$ZodIssue;

/** The message of zod for a union without a message of its own. */
const DEFAULT_UNION_MESSAGE = 'Invalid input';

const KINDS: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
};

/** The rule that a setting breaks, in words for the author of the file. @returns undefined to keep zod's message */
export function ruleOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') return 'is missing';
  if (issue.code === 'invalid_type') return `must be ${KINDS[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code !== 'too_small') return undefined;
  if (issue.origin === 'string' || issue.origin === 'array') return 'must not be empty';
  return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1);

/** For a union, the issues of the alternative that the author meant: the one whose type fits, with errors inside. */
function innerIssues(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.message !== DEFAULT_UNION_MESSAGE) return [issue];
  const meant = issue.errors.find((errors) => errors.every(({ path }) => path.length > 0)) ?? [];
  return meant.length > 0
    ? meant.map((error) => ({ ...error, path: [...issue.path, ...error.path] }))
    : [{ ...issue, message: 'is of the wrong kind' }];
}

function sentence(issue: Issue): string {
  if (issue.code !== 'unrecognized_keys') return `${pathOf(issue.path) || 'the file'}: ${issue.message}`;
  const name = pathOf([...issue.path, issue.keys[0] ?? '']);
  return /secret|key|password|token/i.test(name)
    ? `${name}: keys do not belong in a file; give them in the environment (kvit serve --help lists them)`
    : `${name}: there is no such setting`;
}

/** All errors of a file in one line. */
export const sentences = (issues: readonly Issue[]): string =>
  issues.flatMap(innerIssues).map(sentence).join('; ');
