import { parseSync, type Plugin } from 'vite';

/** A piece of a template's own text, between its expressions. */
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

/** White space that breaks lines was put there by the formatter; a space that was meant stands on one line. */
const markup = (text: string): string =>
  text
    .replace(/(^|>)\s*\n\s*(?=<|$)/g, '$1')
    .replace(/\s*\n\s*(?=<\/|>)/g, '')
    .replace(/>\s*\n\s*/g, '>')
    .replace(/\s*\n\s*/g, ' ');

const SQUEEZERS: Readonly<Record<string, (text: string) => string>> = { css, html: markup, svg: markup };

function* templates(
  node: unknown,
): Generator<{ quasis: readonly Quasi[]; squeeze: (text: string) => string }> {
  if (typeof node !== 'object' || node === null) return;
  const { type, tag, quasi } = node as Node;
  const squeeze = type === 'TaggedTemplateExpression' ? SQUEEZERS[tag?.name ?? ''] : undefined;
  if (squeeze && quasi) yield { quasis: quasi.quasis, squeeze };
  for (const child of Object.values(node)) yield* templates(child);
}

/** The same code with the line breaks of its `css`, `html` and `svg` templates taken out. */
export function squeezeTemplates(file: string, code: string): string {
  const pieces = [...templates(parseSync(file, code).program)].flatMap(({ quasis, squeeze }) =>
    quasis.map(({ start, end }) => ({ start, end, text: squeeze(code.slice(start, end)) })),
  );
  return pieces
    .toSorted((a, b) => b.start - a.start)
    .reduce((left, { start, end, text }) => left.slice(0, start) + text + left.slice(end), code);
}

/** A buyer does not need the source's indentation. */
export function templatePlugin(): Plugin {
  return {
    name: 'kvit-templates',
    enforce: 'pre',
    transform: {
      filter: { id: /src\/(elements|styles)\/[^?]*\.ts$/ },
      handler: (code, id) => squeezeTemplates(id, code),
    },
  };
}
