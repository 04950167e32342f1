import { globSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'vite';

/** One source file, reduced to the facts that the rules check. */
export interface SourceFile {
  /** Path from the root of the repository, with slashes: `src/domain/money/money.ts`. */
  readonly path: string;
  readonly lines: number;
  /** The text with blanked comments. */
  readonly code: string;
  /** Specifiers of imports and re-exports as written, type imports and dynamic imports included. */
  readonly specifiers: readonly string[];
  /** Number of uses of the type `any`. */
  readonly anyTypes: number;
  readonly comments: readonly Comment[];
  readonly functions: readonly FunctionSize[];
}

export interface Comment {
  readonly line: number;
  /** The text without delimiters and leading asterisks. */
  readonly text: string;
}

export interface FunctionSize {
  /** The line on which the function starts. */
  readonly line: number;
  readonly lines: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Stands for a computed `import()`, which could load any file. */
export const COMPUTED = '<computed>';

export function readSources(...patterns: readonly string[]): SourceFile[] {
  const paths = patterns.flatMap((pattern) => globSync(pattern));
  const unique = new Set(paths.map((path) => path.replaceAll('\\', '/')));
  return [...unique].toSorted().map((path) => parseSource(path, readFileSync(path, 'utf8')));
}

/** @throws {SyntaxError} */
export function parseSource(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors.map(({ message }) => message).join('; ')}`);
  const specifiers: string[] = [];
  const functions: FunctionSize[] = [];
  let anyTypes = 0;
  const lineOf = lineCounter(text);
  const addSpecifier = (source: { type: string; value?: unknown } | null): void => {
    if (source) specifiers.push(typeof source.value === 'string' ? source.value : COMPUTED);
  };
  const addFunction = ({ start, end }: Span): void => {
    const line = lineOf(start);
    functions.push({ line, lines: lineOf(end) - line + 1 });
  };
  new Visitor({
    ImportDeclaration: ({ source }) => addSpecifier(source),
    ExportNamedDeclaration: ({ source }) => addSpecifier(source),
    ExportAllDeclaration: ({ source }) => addSpecifier(source),
    ImportExpression: ({ source }) => addSpecifier(source),
    TSImportType: ({ source }) => addSpecifier(source),
    FunctionDeclaration: addFunction,
    FunctionExpression: addFunction,
    ArrowFunctionExpression: addFunction,
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
    comments: readComments(text, comments, lineOf),
    functions,
  };
}

function withoutComments(text: string, comments: readonly Span[]): string {
  return comments.reduce(
    (code, { start, end }) =>
      code.slice(0, start) + code.slice(start, end).replace(/\S/g, ' ') + code.slice(end),
    text,
  );
}

/** Joins line comments of adjacent lines into one comment. */
function readComments(
  text: string,
  spans: readonly Span[],
  lineOf: (offset: number) => number,
): readonly Comment[] {
  const comments: Comment[] = [];
  let previousEnd = 0;
  for (const { start, end } of spans) {
    const source = text.slice(start, end);
    const continues = source.startsWith('//') && /^\n[ \t]*$/.test(text.slice(previousEnd, start));
    const plain = source.replace(/^\/\/|^\/\*+|\*\/$/g, '').replace(/^[ \t]*\*/gm, '');
    const last = comments.at(-1);
    if (continues && last) comments[comments.length - 1] = { ...last, text: `${last.text} ${plain.trim()}` };
    else comments.push({ line: lineOf(start), text: plain.trim() });
    previousEnd = end;
  }
  return comments;
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}
