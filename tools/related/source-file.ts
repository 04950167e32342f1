import { globSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'vite';

/** What the rules need to know of one of our source files. */
export interface SourceFile {
  /** From the top of the repository, with slashes: `src/domain/money/money.ts`. */
  path: string;
  lines: number;
  /** The text with its comments blanked. */
  code: string;
  /** What it imports or re-exports, types and dynamic imports included, as written. */
  specifiers: readonly string[];
  /** How often it writes the type `any`. */
  anyTypes: number;
}

export function readSources(pattern: string): SourceFile[] {
  const paths = globSync(pattern).map((path) => path.replaceAll('\\', '/'));
  return paths.toSorted().map((path) => parseSource(path, readFileSync(path, 'utf8')));
}

export function parseSource(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors.map(({ message }) => message).join('; ')}`);
  const specifiers: string[] = [];
  let anyTypes = 0;
  const note = (source: { type: string; value?: unknown } | null): void => {
    if (source === null) return;
    // A computed address could lead anywhere, so it counts as one that no layer may use.
    specifiers.push(typeof source.value === 'string' ? source.value : '<computed>');
  };
  new Visitor({
    ImportDeclaration: ({ source }) => note(source),
    ExportNamedDeclaration: ({ source }) => note(source),
    ExportAllDeclaration: ({ source }) => note(source),
    ImportExpression: ({ source }) => note(source),
    TSImportType: ({ source }) => note(source),
    TSAnyKeyword: () => {
      anyTypes += 1;
    },
  }).visit(program);
  return {
    path,
    lines: text.trimEnd().split('\n').length,
    code: withoutComments(text, comments),
    specifiers,
    anyTypes,
  };
}

function withoutComments(text: string, comments: readonly { start: number; end: number }[]): string {
  return comments.reduce(
    (code, { start, end }) =>
      code.slice(0, start) + code.slice(start, end).replace(/\S/g, ' ') + code.slice(end),
    text,
  );
}
