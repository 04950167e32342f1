import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { PlantedBug } from './planted-bugs.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Inside the work tree, so that copies find its packages; ignored by git. */
const CACHE = join(ROOT, '.cache');

/** The files below `src` that a bug changes, with their new text. @throws {Error} unless each patch matches once */
export function applyPatches({ name, patches }: PlantedBug): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { file, find, replace } of patches) {
    const parts = (texts.get(file) ?? readFileSync(join(ROOT, 'src', file), 'utf8')).split(find);
    if (parts.length !== 2)
      throw new Error(`${name}: ${file} has its text ${parts.length - 1} times instead of once`);
    texts.set(file, parts.join(replace));
  }
  return texts;
}

/** Copies of `src` with planted bugs, in one temporary folder. */
export class PatchedSource {
  readonly #folder: string;
  #copies = 0;

  constructor() {
    mkdirSync(CACHE, { recursive: true });
    this.#folder = mkdtempSync(join(CACHE, 'planted-'));
  }

  /** @returns the URL of a copy of `src` with the bug @throws {Error} unless each patch matches once */
  plant(bug: PlantedBug): string {
    this.#copies += 1;
    const source = join(this.#folder, String(this.#copies), 'src');
    cpSync(join(ROOT, 'src'), source, { recursive: true });
    for (const [file, text] of applyPatches(bug)) writeFileSync(join(source, file), text);
    return `${pathToFileURL(source).href}/`;
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
