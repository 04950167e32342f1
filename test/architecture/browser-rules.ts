import { fileGraph, isRelative, reachable } from './import-graph.ts';
import { isPackage, layerOf } from './layer-rules.ts';
import type { SourceFile } from '../../tools/related/source-file.ts';

/** The entries that a browser loads. */
export const BROWSER_ENTRIES = ['src/index.ts', 'src/script.ts'];

const SERVER_LAYERS = new Set(['server', 'sandbox', 'cli']);
const BROWSER_PACKAGES = ['lit', 'zod/mini'];

/** Server code, built-in modules and packages for servers that a browser entry reaches through any chain of imports. */
export function browserViolations(files: readonly SourceFile[]): string[] {
  const graph = fileGraph(files);
  const reached = new Set(BROWSER_ENTRIES.flatMap((entry) => [...reachable(graph, entry)]));
  return files
    .filter(({ path }) => reached.has(path))
    .flatMap(({ path, specifiers }) => [
      ...(SERVER_LAYERS.has(layerOf(path)) ? [`${path} is reached by a browser entry`] : []),
      ...specifiers
        .filter((name) => !isRelative(name) && !BROWSER_PACKAGES.some((allowed) => isPackage(name, allowed)))
        .map((name) => `${path}: a browser may not load ${name}`),
    ]);
}
