import { dirname, posix } from 'node:path';
import type { SourceFile } from '../../tools/related/source-file.ts';

export interface Layer {
  /** The layers below that it may import, besides itself. */
  layers: readonly string[];
  /** Packages with everything under them; `node:` for what is built in. */
  packages: readonly string[];
}

export type LayerTable = Readonly<Record<string, Layer>>;

/** A folder of `src` is a layer; so is an entry beside the folders, of which `cli` may have several files. */
export function layerOf(path: string): string {
  const [top, name = ''] = path.split('/');
  if (top !== 'src') return `outside src (${path})`;
  return name.startsWith('cli') ? 'cli' : name.replace(/\.ts$/, '');
}

export function layerViolations(files: readonly SourceFile[], table: LayerTable): string[] {
  return files.flatMap((file) => {
    const name = layerOf(file.path);
    const layer = table[name];
    if (layer === undefined) return [`${file.path}: the table of layers does not know ${name}`];
    return file.specifiers
      .filter((specifier) => !mayImport(file.path, name, layer, specifier))
      .map((specifier) => `${file.path}: ${name} may not import ${specifier}`);
  });
}

function mayImport(path: string, name: string, layer: Layer, specifier: string): boolean {
  if (specifier.startsWith('.')) {
    const target = layerOf(resolve(path, specifier));
    return target === name || layer.layers.includes(target);
  }
  return layer.packages.some((allowed) =>
    allowed.endsWith(':')
      ? specifier.startsWith(allowed)
      : specifier === allowed || specifier.startsWith(`${allowed}/`),
  );
}

/** Every knot of files that import each other in a circle, as a readable path; each circle once. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const known = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    const relative = known.get(path)?.specifiers.filter((specifier) => specifier.startsWith('.')) ?? [];
    for (const specifier of relative) visit(resolve(path, specifier), [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return cycles;
}

function resolve(from: string, specifier: string): string {
  return posix.normalize(posix.join(dirname(from), specifier));
}
