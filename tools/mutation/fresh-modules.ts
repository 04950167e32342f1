import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const TEST_API = new URL('test-api.ts', import.meta.url).href;

/**
 * Loads our modules anew for every run, so that no state survives a mutant, and replaces `node:test` in them. Packages are
 * loaded once.
 */
export class FreshModules {
  readonly #root: string;
  readonly #sources = new Map<string, string>();
  #run = 0;

  /** @param folder the folder of our modules */
  constructor(folder: string) {
    this.#root = `${pathToFileURL(folder).href}/`;
    registerHooks({
      resolve: (specifier, context, next) => {
        const own = this.#isOwn(context.parentURL);
        if (own && specifier === 'node:test') return { url: TEST_API, shortCircuit: true };
        const resolved = next(specifier, context);
        return this.#isOwn(resolved.url) && resolved.url.endsWith('.ts')
          ? { ...resolved, url: `${resolved.url}?run=${this.#run}` }
          : resolved;
      },
      load: (url, context, next) =>
        this.#isOwn(url) && url.includes('.ts?run=')
          ? { format: 'module', source: this.#source(url), shortCircuit: true }
          : next(url, context),
    });
  }

  /** Forgets the modules loaded so far. */
  renew(): void {
    this.#run += 1;
  }

  #isOwn(url: string | undefined): boolean {
    return url !== undefined && url.startsWith(this.#root) && !url.includes('/node_modules/');
  }

  #source(url: string): string {
    const path = fileURLToPath(url);
    const known = this.#sources.get(path);
    if (known !== undefined) return known;
    const source = stripTypeScriptTypes(readFileSync(path, 'utf8'));
    this.#sources.set(path, source);
    return source;
  }
}
