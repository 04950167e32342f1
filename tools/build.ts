/**
 * Builds the published files: `dist/kvit.js` with its lazy chunks, `dist/kvit.global.js`, unbundled modules with types in
 * `dist/esm`, the themes, the licences of the bundled packages, and the hashes of the scripts in `dist/integrity.json`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build, type InlineConfig, type Plugin } from 'vite';
import { asciiPlugin } from './build/ascii-plugin.ts';
import { globalFilesPlugin } from './build/global-files-plugin.ts';
import { BANNER, licences } from './build/licences.ts';
import { oneInstancePlugin } from './build/one-instance-plugin.ts';
import { policyPlugin } from './build/policy-plugin.ts';
import { templatePlugin } from './build/template-plugin.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/**
 * Every engine supports private methods and `??=` since 2021. A lower target wraps each private field in a WeakMap, which adds
 * a third to the script.
 */
const TARGET = 'es2022';

/** The public exports of `dist/kvit.js`. All other exports are for its own chunks. */
const API = ['configure'];

/** The published names of chunks that differ from their source file. Pages list them in import maps, so they must not change. */
const CHUNK_NAMES: Readonly<Record<string, string>> = { 'payment-code': 'road' };

const chunkFile = ({ name }: { name: string }): string => `kvit-${CHUNK_NAMES[name] ?? name}.js`;

const config = (
  format: 'es' | 'iife',
  fileName: string,
  plugins: Plugin[],
  output: object,
): InlineConfig => ({
  configFile: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [policyPlugin(), templatePlugin(), ...plugins],
  build: {
    target: TARGET,
    outDir: 'dist',
    emptyOutDir: false,
    copyPublicDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    lib: { entry: 'src/script.ts', formats: [format], name: 'kvit', fileName: () => fileName },
    rolldownOptions: {
      checks: { pluginTimings: false },
      // code that a lazy chunk shares with the entry stays in the entry
      preserveEntrySignatures: 'allow-extension',
      output: {
        minify: true,
        comments: { legal: false },
        postBanner: ({ isEntry }: { isEntry: boolean }) => (isEntry ? BANNER : ''),
        ...output,
      },
    },
  },
});

const moduleBuild = (): InlineConfig =>
  config('es', 'kvit.js', [oneInstancePlugin(version, API)], {
    chunkFileNames: chunkFile,
    // everything that the entry imports stays in it, even if chunks share it
    codeSplitting: { groups: [{ name: 'core', test: /\/src\/script\.ts$/ }] },
  });

const globalBuild = (): InlineConfig =>
  config('iife', 'kvit.global.js', [globalFilesPlugin(), asciiPlugin()], { codeSplitting: false });

function buildModules(): void {
  const { status } = spawnSync('tsc', ['-p', 'tools/build/tsconfig.json'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('tsc found errors');
}

/** Writes the Subresource Integrity hash of every script: the entries for the page's script tag, the chunks for its import map. */
function writeIntegrity(): void {
  const hash = (file: string) =>
    `sha384-${createHash('sha384')
      .update(readFileSync(`dist/${file}`))
      .digest('base64')}`;
  const scripts = readdirSync('dist').filter((file) => file.endsWith('.js'));
  const files = scripts.toSorted().map((file) => [file, hash(file)]);
  writeFileSync('dist/integrity.json', `${JSON.stringify(Object.fromEntries(files), null, 2)}\n`);
}

rmSync('dist', { recursive: true, force: true });

buildModules();
await build(moduleBuild());
await build(globalBuild());
cpSync('demo/themes', 'dist/themes', { recursive: true });
writeFileSync('dist/LICENSES.txt', licences());
writeIntegrity();
