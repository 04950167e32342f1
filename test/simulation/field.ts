import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { PlantedBug } from './planted.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Ignored by git, and below the work tree, so that packages are found from there. */
const CACHE = join(ROOT, '.cache');

/** A place for copies of the source with bugs in them. */
export class Field {
  readonly #folder: string;
  #copies = 0;

  constructor() {
    mkdirSync(CACHE, { recursive: true });
    this.#folder = mkdtempSync(join(CACHE, 'planted-'));
  }

  /** @returns the address of a copy of `src` with the bug in it @throws {Error} when a patch does not fit exactly once */
  plant({ name, patches }: PlantedBug): string {
    this.#copies += 1;
    const source = join(this.#folder, String(this.#copies), 'src');
    cpSync(join(ROOT, 'src'), source, { recursive: true });
    for (const { file, find, replace } of patches) {
      const path = join(source, file);
      const parts = readFileSync(path, 'utf8').split(find);
      if (parts.length !== 2)
        throw new Error(`${name}: its place in ${file} is there ${parts.length - 1} times`);
      writeFileSync(path, parts.join(replace));
    }
    return `${pathToFileURL(source).href}/`;
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
