import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSource } from './source-file.ts';

/** A quoted name of a file or folder: an import, `new URL('worker.ts', import.meta.url)`, a path, a glob. */
const QUOTED = /(['"`])([\w@.][\w@./-]*)(\*[^'"`\n]*)?\1/g;

/** Which files name which: the imports, and the files that a test reads or starts by their path. */
export class ImportGraph {
  readonly #paths: ReadonlySet<string>;
  /** Each file or folder, with the files that name it. */
  readonly #namedBy = new Map<string, Set<string>>();

  /** @param paths all files, from the top of the repository */
  constructor(paths: Iterable<string>, read: (path: string) => string | undefined = readText) {
    this.#paths = new Set(paths);
    const folders = new Set([...this.#paths].flatMap(foldersOf));
    for (const path of this.#paths) {
      for (const target of namesIn(path, read(path) ?? '')) {
        if (this.#paths.has(target) || folders.has(target)) this.#note(target, path);
      }
    }
  }

  /** True for a file that exists. */
  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /** The given files, and all that name them, directly or through others. */
  dependants(changed: Iterable<string>): Set<string> {
    const found = new Set<string>();
    const queue = [...changed];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (found.has(path)) continue;
      found.add(path);
      for (const name of [path, ...foldersOf(path)]) queue.push(...(this.#namedBy.get(name) ?? []));
    }
    return found;
  }

  #note(target: string, by: string): void {
    const names = this.#namedBy.get(target) ?? new Set();
    this.#namedBy.set(target, names.add(by));
  }
}

function readText(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
}

/** The folders that hold a file, innermost first. */
function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) folders.push(folder);
  return folders;
}

/** Every path that a file may mean by its quoted texts, beside the file and from the top. */
function namesIn(path: string, text: string): string[] {
  if (!/\.(?:[cm]?[jt]s|html)$/.test(path)) return [];
  const code = path.endsWith('.html') ? text : parseSource(path, text).code;
  return [...code.matchAll(QUOTED)].flatMap(([, , name = '', glob]) => {
    const trimmed = name.replace(/\/$/, '');
    const targets = [posix.join(posix.dirname(path), trimmed), posix.normalize(trimmed)];
    // A whole top folder is meant by a glob only; otherwise `src/` is a part of longer addresses.
    return glob === undefined
      ? targets.filter((target) => target.includes('/') || target.includes('.'))
      : targets;
  });
}
