import type { SourceFile } from '../../tools/related/source-file.ts';

const MAX_LINES = 300;

/** What would break a page with a strict policy, or let text become markup. */
const UNSAFE = /unsafeHTML|unsafeSVG|innerHTML|outerHTML|insertAdjacentHTML|styleMap| style="/;

/** What the build takes out of Lit (tools/build/hooks-plugin.ts), so nothing here may need it. */
const LEFT_OUT =
  /lit\/(?:directive|directives|decorators)\b|\breflect: true|\buseDefault: true|\bconverter: |\btype: (?:Array|Object)\b/;

export function ruleViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, lines, code, anyTypes }) => {
    const inElements = path.startsWith('src/elements/');
    const unsafe = inElements ? UNSAFE.exec(code)?.[0] : undefined;
    const leftOut = inElements ? LEFT_OUT.exec(code)?.[0] : undefined;
    return [
      ...(lines > MAX_LINES ? [`${path}: ${lines} lines, more than ${MAX_LINES}`] : []),
      ...(anyTypes > 0 ? [`${path}: ${anyTypes} × the type any`] : []),
      ...(unsafe === undefined ? [] : [`${path}: ${unsafe.trim()}`]),
      ...(leftOut === undefined ? [] : [`${path}: ${leftOut}`]),
    ];
  });
}
