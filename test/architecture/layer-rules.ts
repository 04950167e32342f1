import { isRelative, resolve } from './import-graph.ts';
import type { SourceFile } from '../../tools/related/source-file.ts';

export interface Layer {
  /** Other layers that it may import. */
  readonly layers: readonly string[];
  /** Packages that it may import, with their subpaths; `node:` stands for the built-in modules. */
  readonly packages: readonly string[];
}

export type LayerTable = Readonly<Record<string, Layer>>;

/** A folder of `src` is a layer, and so is an entry file beside the folders. `cli.ts` belongs to the folder `cli`. */
export function layerOf(path: string): string {
  const [top, name = ''] = path.split('/');
  return top === 'src' ? name.replace(/\.ts$/, '') : `outside src (${path})`;
}

export function layerViolations(files: readonly SourceFile[], table: LayerTable): string[] {
  return files.flatMap((file) => {
    const name = layerOf(file.path);
    const layer = table[name];
    if (layer === undefined) return [`${file.path}: the table of layers does not have ${name}`];
    return file.specifiers
      .filter((specifier) => !mayImport(file.path, name, layer, specifier))
      .map((specifier) => `${file.path}: ${name} may not import ${specifier}`);
  });
}

function mayImport(path: string, name: string, layer: Layer, specifier: string): boolean {
  if (isRelative(specifier)) {
    const target = layerOf(resolve(path, specifier));
    return target === name || layer.layers.includes(target);
  }
  return layer.packages.some((allowed) => isPackage(specifier, allowed));
}

/** True if a specifier names the package, one of its subpaths or, for `node:`, any built-in module. */
export function isPackage(specifier: string, name: string): boolean {
  if (name.endsWith(':')) return specifier.startsWith(name);
  return specifier === name || specifier.startsWith(`${name}/`);
}
