import { parseAst, type Plugin } from 'vite';

/** `А` to `ѐ` lie where ASCII has `?` to DEL and the one after it, moved by this; `ё` alone comes out beside. */
const SHIFT = 0x410 - 0x3f;
const LETTERS = /[\u0410-\u0451]/g;
const SHIFTED = String.raw`/[?-\x80]/g`;

interface Text {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Every plain string of a script that stands where a call may stand. */
function* textsIn(node: unknown): Generator<Text> {
  if (typeof node !== 'object' || node === null) return;
  const { type, start, end, value, quasi, quasis, key, computed } = node as Record<string, unknown>;
  if (type === 'Literal' && typeof value === 'string') {
    yield { start: Number(start), end: Number(end), value };
  } else if (type === 'TemplateLiteral' && Array.isArray(quasis) && quasis.length === 1) {
    yield { start: Number(start), end: Number(end), value: quasis[0].value.cooked };
  } else {
    const fixed = computed === true ? quasi : (key ?? quasi);
    for (const child of Object.values(node)) if (child !== fixed) yield* textsIn(child);
  }
}

const escape = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

function shift(text: string): string {
  const moved = text.replace(LETTERS, (letter) => String.fromCharCode(letter.charCodeAt(0) - SHIFT));
  return escape(moved.replace(/[\\`]/g, String.raw`\$&`)).replaceAll(String.raw`\u0080`, String.raw`\x80`);
}

/** The minifier gives out names without a dollar. */
const NAME = '$c';
const TAKEN = /(?<![\w$])\$c(?![\w$])/;

/**
 * A classic script takes the page's charset, which on old shops is not UTF-8, so there is to be nothing but ASCII in it.
 * Escapes are six bytes a letter; a Cyrillic text without a Latin letter is moved into their place instead and moved back
 * when the script runs.
 *
 * @throws {Error} when the script is not one function that is called at once
 */
export function toAscii(code: string): string {
  const texts = [...textsIn(parseAst(code))].filter(
    ({ value }) => /[\u0410-\u0451]/.test(value) && !/[?-\x80]/.test(value),
  );
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, value } of texts.toSorted((one, other) => one.start - other.start)) {
    parts.push(escape(code.slice(at, start)), `${NAME}(\`${shift(value)}\`)`);
    at = end;
  }
  const ascii = parts.join('') + escape(code.slice(at));
  if (texts.length === 0) return ascii;
  const body = /^(?:\/\*.*?\*\/\s*)?(?:var \w+=)?\(?function\([\w,]*\)\{/.exec(ascii)?.[0];
  if (body === undefined || TAKEN.test(code)) throw new Error('the script has another frame now');
  const back = `let ${NAME}=e=>e.replace(${SHIFTED},e=>String.fromCharCode(e.charCodeAt()+${SHIFT}));`;
  return body + back + ascii.slice(body.length);
}

export function asciiPlugin(): Plugin {
  return {
    name: 'kvit-ascii',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') chunk.code = toAscii(chunk.code);
    },
  };
}
