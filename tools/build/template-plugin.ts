import { parseSync, type Plugin } from 'vite';

/** The text of a template between two expressions. */
interface Quasi {
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly type?: string;
  readonly tag?: { readonly name?: string };
  readonly quasi?: { readonly quasis: readonly Quasi[] };
}

const css = (text: string): string =>
  text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;\}/g, '}');

/** Removes white space with line breaks, which the formatter added. A space within a line is content. */
const markup = (text: string): string =>
  text
    .replace(/(^|>)\s*\n\s*(?=<|$)/g, '$1')
    .replace(/\s*\n\s*(?=<\/|>)/g, '')
    .replace(/>\s*\n\s*/g, '>')
    .replace(/\s*\n\s*/g, ' ');

const MINIFIERS: Readonly<Record<string, (text: string) => string>> = { css, html: markup, svg: markup };

function* templates(
  node: unknown,
): Generator<{ quasis: readonly Quasi[]; minify: (text: string) => string }> {
  if (typeof node !== 'object' || node === null) return;
  const { type, tag, quasi } = node as Node;
  const minify = type === 'TaggedTemplateExpression' ? MINIFIERS[tag?.name ?? ''] : undefined;
  if (minify && quasi) yield { quasis: quasi.quasis, minify };
  for (const child of Object.values(node)) yield* templates(child);
}

/** Removes indentation and comments from the `css`, `html` and `svg` templates of a file. */
export function minifyTemplates(file: string, code: string): string {
  const pieces = [...templates(parseSync(file, code).program)].flatMap(({ quasis, minify }) =>
    quasis.map(({ start, end }) => ({ start, end, text: minify(code.slice(start, end)) })),
  );
  return pieces
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), code);
}

/** Minifies the templates of the elements and styles; the minifier of scripts leaves template literals as they are. */
export function templatePlugin(): Plugin {
  return {
    name: 'kvit-templates',
    enforce: 'pre',
    transform: {
      filter: { id: /src\/(elements|styles)\/[^?]*\.ts$/ },
      handler: (code, id) => minifyTemplates(id, code),
    },
  };
}
