import type { SourceFile } from './source-file.ts';

const MAX_LINES = 300;

/** What would break a page with a strict policy, or let text become markup. */
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
