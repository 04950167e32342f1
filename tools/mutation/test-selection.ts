import { globSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';

const IMPORT = /(?:from|import|import\()\s*'(\.[^']+\.ts)'/g;

/** Slow tests: random input, and processes of their own. Without them a score can only be lower. */
const EXCLUDED = new Set([
  'test/server/creation/claim-mutation.test.ts',
  'test/server/payment/callback-malformed.test.ts',
  'test/server/payment/forgery.test.ts',
  'test/server/signer/four-processes.test.ts',
  'test/server/urlpay/url-pay-fuzz.test.ts',
]);

export const MUTATED_LAYERS = ['domain', 'signer-client', 'session', 'server'];

/** Source files below the given files and folders; all mutated layers if there are none. */
export function sourcesBelow(paths: readonly string[]): readonly string[] {
  const chosen = paths.length > 0 ? paths : MUTATED_LAYERS.map((layer) => `src/${layer}`);
  return chosen
    .flatMap((path) => (path.endsWith('.ts') ? [path] : globSync(`${path.replace(/\/$/, '')}/**/*.ts`)))
    .filter((path) => !path.startsWith('src/server/testing/'))
    .toSorted();
}

/**
 * The tests that import any of the files through any chain of imports, the shortest chain first.  Only tests of the same layers
 * count: others would add minutes, and a score can only be lower without them.
 */
export function testsOf(sources: readonly string[]): readonly string[] {
  const layers = MUTATED_LAYERS.filter((layer) => sources.some((path) => path.startsWith(`src/${layer}/`)));
  const distances = globSync(layers.map((layer) => `test/${layer}/**/*.test.ts`))
    .filter((path) => !EXCLUDED.has(path))
    .map((path) => ({ path, distance: distanceOf(path, new Set(sources)) }))
    .filter(({ distance }) => distance < Infinity);
  return distances.toSorted((a, b) => a.distance - b.distance).map(({ path }) => path);
}

function distanceOf(test: string, sources: ReadonlySet<string>): number {
  const seen = new Set([test]);
  let level = [test];
  for (let distance = 0; level.length > 0; distance += 1) {
    if (level.some((path) => sources.has(path))) return distance;
    level = level.flatMap(importsOf).filter((path) => !seen.has(path) && seen.add(path));
  }
  return Infinity;
}

const known = new Map<string, readonly string[]>();

function importsOf(path: string): readonly string[] {
  const imports =
    known.get(path) ??
    [...readFileSync(path, 'utf8').matchAll(IMPORT)].map(([, name = '']) => posix.join(dirname(path), name));
  known.set(path, imports);
  return imports;
}
