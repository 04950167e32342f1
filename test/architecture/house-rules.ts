import type { SourceFile } from '../../tools/related/source-file.ts';

const MAX_LINES = 300;
const MAX_FUNCTION_LINES = 40;

/** Sinks that a strict Content Security Policy blocks, or that turn text into markup. */
const UNSAFE = /unsafeHTML|unsafeSVG|innerHTML|outerHTML|insertAdjacentHTML|styleMap| style="/;

export function ruleViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, lines, code, anyTypes }) => {
    const unsafe = path.startsWith('src/elements/') ? UNSAFE.exec(code)?.[0] : undefined;
    return [
      ...(lines > MAX_LINES ? [`${path}: ${lines} lines, more than ${MAX_LINES}`] : []),
      ...(anyTypes > 0 ? [`${path}: ${anyTypes} × the type any`] : []),
      ...(unsafe === undefined ? [] : [`${path}: ${unsafe.trim()}`]),
    ];
  });
}

export function longFunctions(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, functions }) =>
    functions
      .filter(({ lines }) => lines > MAX_FUNCTION_LINES)
      .map(
        ({ line, lines }) => `${path}:${line}: a function of ${lines} lines, more than ${MAX_FUNCTION_LINES}`,
      ),
  );
}

/** Openings that hide the subject of a sentence. */
const RIDDLE = /^(?:what|whoever|whatever|whether|that|by when|where)\b/i;

export function riddles(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, comments }) =>
    comments
      .filter(({ text }) => RIDDLE.test(text))
      .map(({ line, text }) => `${path}:${line}: a comment opens with “${text.slice(0, 40)}”`),
  );
}
