/**
 * Builds what is published: `dist/kvit.js` with its lazy chunks, `dist/kvit.global.js`, unbundled modules with types in
 * `dist/esm`, the ready themes, and the hashes of the scripts in `dist/integrity.json`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build, type InlineConfig, type Plugin } from 'vite';
import { BESIDE, besidePlugin } from './build/beside-plugin.ts';
import { eagerPlugin } from './build/eager-plugin.ts';
import { hooksPlugin } from './build/hooks-plugin.ts';
import { oneInstancePlugin } from './build/one-instance-plugin.ts';
import { packPlugin } from './build/pack-plugin.ts';
import { policyPlugin } from './build/policy-plugin.ts';
import { sheetsPlugin } from './build/sheets-plugin.ts';
import { SHORT_NAMES } from './build/short-names.ts';
import { squeezePlugin } from './build/squeeze-plugin.ts';
import { templatePlugin } from './build/template-plugin.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/**
 * Private methods and `??=` are in every engine since 2021. A lower target would wrap each private field in a WeakMap,
 * which costs a third of the script.
 */
const TARGET = 'es2022';

/**
 * A classic script takes the page's charset, which on old shops is not UTF-8. A byte order mark is stronger than both
 * the page and the server (Encoding Standard, "decode"), and 400 bytes cheaper than escaping every Russian letter.
 */
function markPlugin(): Plugin {
  return {
    name: 'kvit-mark',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = `\ufeff${chunk.code}`;
      }
    },
  };
}

/** In a script that shares nothing with another one even names of properties may be short. */
const INSIDE = new RegExp(`^(_[$].*|${SHORT_NAMES.join('|')})$`);
const WHOLE = { compress: true, mangle: true, mangleProps: { include: INSIDE } };

const plugins = (es: boolean): Plugin[] => [
  policyPlugin(),
  hooksPlugin(),
  sheetsPlugin(),
  templatePlugin(),
  packPlugin(),
  ...(es
    ? [oneInstancePlugin(version), squeezePlugin()]
    : [besidePlugin(), eagerPlugin(), squeezePlugin(), markPlugin()]),
];

function config(format: 'es' | 'iife'): InlineConfig {
  const es = format === 'es';
  return {
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: plugins(es),
    build: {
      target: TARGET,
      outDir: 'dist',
      emptyOutDir: false,
      copyPublicDir: false,
      modulePreload: false,
      reportCompressedSize: false,
      lib: {
        entry: 'src/script.ts',
        formats: [format],
        name: 'kvit',
        fileName: () => (es ? 'kvit.js' : 'kvit.global.js'),
      },
      rolldownOptions: {
        checks: { pluginTimings: false },
        // what a lazy chunk shares with the entry stays in the entry
        preserveEntrySignatures: 'allow-extension',
        output: {
          minify: es || WHOLE,
          // nobody asks the name of a namespace
          generatedCode: { symbols: false },
          ...(es ? { chunkFileNames: 'kvit-[name].js' } : { codeSplitting: false, intro: BESIDE }),
        },
      },
    },
  };
}

function buildModules(): void {
  const { status } = spawnSync('tsc', ['-p', 'tools/build/tsconfig.json'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('tsc found errors');
}

/** Subresource Integrity of every script: of those that a page names, and of the chunks for its import map. */
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
await build(config('es'));
await build(config('iife'));
cpSync('demo/themes', 'dist/themes', { recursive: true });
writeIntegrity();
