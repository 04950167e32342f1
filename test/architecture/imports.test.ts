import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browserViolations } from './browser-rules.ts';
import { crowdedFolders, folderCycles, MAX_FILES } from './folder-rules.ts';
import { cycles, fileGraph } from './import-graph.ts';
import { layerOf, layerViolations, type LayerTable } from './layer-rules.ts';
import { parseSource, readSources, type SourceFile } from '../../tools/related/source-file.ts';
import { treeViolations } from './tree-rules.ts';

/** The layers that each layer may import, types included. Imports run one way: each layer reads without those above it. */
const LAYERS: LayerTable = {
  // Browser
  index: { layers: ['elements', 'session', 'signer-client', 'i18n', 'domain'], packages: [] },
  script: { layers: ['elements'], packages: [] },
  elements: { layers: ['session', 'signer-client', 'i18n', 'styles', 'domain'], packages: ['lit'] },
  styles: { layers: [], packages: ['lit'] },
  i18n: { layers: ['domain'], packages: [] },
  session: { layers: ['signer-client', 'domain'], packages: [] },
  'signer-client': { layers: ['domain'], packages: [] },

  // Browser and server. The full zod would add 15 KB to the browser's files.
  domain: { layers: [], packages: ['zod/mini'] },

  // Server
  server: { layers: ['domain'], packages: ['node:', '@hono/node-server', 'zod'] },
  // No layers: shared code would hide the same mistake on both sides.
  sandbox: { layers: [], packages: ['node:', '@hono/node-server', 'zod'] },
  cli: {
    layers: ['sandbox', 'server', 'domain'],
    packages: ['node:', '@hono/node-server', 'zod', 'pg', 'pino', 'prom-client'],
  },
};

/** The global script cannot know at build time where its language files lie, so this one file computes their address. */
const COMPUTED = 'src/i18n/language-files.global.ts: i18n may not import <computed>';

describe('imports', () => {
  const src = readSources('src/**/*.ts');
  const all = readSources('src/**/*.ts', 'demo/**/*.ts', 'tools/**/*.ts', 'test/**/*.ts');
  const layers = [...new Set(src.map(({ path }) => `src/${layerOf(path)}`))];

  test('run one way between the layers', () => {
    const violations = layerViolations(src, LAYERS);
    assert.deepEqual(
      violations.filter((violation) => violation !== COMPUTED),
      [],
    );
  });

  test('run one way between the folders of each layer, and of the simulation', () => {
    assert.deepEqual(folderCycles(all, [...layers, 'test/simulation']), []);
  });

  test('make no cycle of files in src, demo, tools and test', () => {
    assert.deepEqual(cycles(fileGraph(all)), []);
  });

  test('lead from test to demo and tools to src, and never back', () => {
    assert.deepEqual(treeViolations(all), []);
  });

  test('keep server code out of the browser', () => {
    assert.deepEqual(browserViolations(src), []);
  });

  test(`find every folder of src with at most ${MAX_FILES} files`, () => {
    assert.deepEqual(crowdedFolders(src), []);
  });
});

/** Each rule must catch its planted violation. */
describe('the rule of layers', () => {
  const broken = (path: string, text: string): string[] => layerViolations([parseSource(path, text)], LAYERS);

  for (const [path, text] of [
    ['src/domain/money/money.ts', `import { sign } from '../../server/urlpay/sign.ts';`],
    ['src/domain/money/money.ts', `import type { SignerApi } from '../../signer-client/signer-api.ts';`],
    ['src/domain/money/money.ts', `import { readFile } from 'node:fs';`],
    ['src/domain/order/order.ts', `import { z } from 'zod';`],
    ['src/session/session.ts', `import { html } from 'lit';`],
    ['src/session/session.ts', `export * from '../elements/cart/kvit-cart.ts';`],
    ['src/signer-client/signer-client.ts', `import type { Session } from '../session/session.ts';`],
    ['src/i18n/format.ts', `export type { Session } from '../session/session.ts';`],
    ['src/elements/cart/kvit-cart.ts', `let x: import('../../server/urlpay/sign.ts').Sign;`],
    ['src/elements/cart/kvit-cart.ts', `const sign = await import('../../server/urlpay/sign.ts');`],
    ['src/elements/cart/kvit-cart.ts', `const sign = await import(where);`],
    ['src/elements/cart/kvit-cart.ts', `import 'little-lit';`],
    ['src/styles/tokens.ts', `import { price } from '../domain/money/money.ts';`],
    ['src/server/signer/signer.ts', `import { css } from 'lit';`],
    ['src/server/signer/signer.ts', `import { createSandbox } from '../../sandbox/sandbox.ts';`],
    ['src/server/signer/signer.ts', `import type { Session } from '../../session/session.ts';`],
    ['src/server/testing/scene.ts', `import { test } from 'vitest';`],
    ['src/sandbox/sandbox.ts', `import { money } from '../domain/money/money.ts';`],
    ['src/sandbox/sandbox.ts', `import type { Kopecks } from '../domain/money/money.ts';`],
    ['src/sandbox/sandbox.ts', `export { toKopecks } from '../domain/money/money.ts';`],
    ['src/sandbox/sandbox.ts', `export type * from '../server/index.ts';`],
    ['src/sandbox/sandbox.ts', `import { sign } from '../server/urlpay/sign.ts';`],
    ['src/sandbox/sandbox.ts', `import { Session } from '../session/session.ts';`],
    ['src/sandbox/sandbox.ts', `import { parseArguments } from '../cli/config/config.ts';`],
    ['src/sandbox/sandbox.ts', `import '../index.ts';`],
    ['src/sandbox/sandbox.ts', `import { configure } from 'kvit';`],
    ['src/sandbox/sandbox.ts', `import type { Store } from 'kvit/server';`],
    ['src/sandbox/pages/page.ts', `import { helper } from '../../../test/helper.ts';`],
    ['src/index.ts', `import '../demo/shop.ts';`],
    ['src/index.ts', `import './server/urlpay/sign.ts';`],
    ['src/cli.ts', `import './elements/cart/kvit-cart.ts';`],
    ['src/client/thing.ts', ``],
    ['src/cli-tools/thing.ts', ``],
  ] as const) {
    test(`catches ${text || 'an unknown layer'} in ${path}`, () => {
      assert.equal(broken(path, text).length, 1);
    });
  }

  test('allows the own layer, the layers below and the listed packages', () => {
    const text = `import '../payment/panel-view.ts'; import '../../session/session.ts'; import { repeat } from 'lit/directives/repeat.js';`;
    assert.deepEqual(broken('src/elements/cart/kvit-cart.ts', text), []);
    assert.deepEqual(broken('src/cli.ts', `import './cli/commands/serve.ts';`), []);
    assert.deepEqual(broken('src/cli/serve.ts', `import '../sandbox/sandbox.ts'; import './args.ts';`), []);
    assert.deepEqual(broken('src/domain/a.ts', `import * as z from 'zod/mini'; // not 'lit'`), []);
  });
});

const parse = (files: Readonly<Record<string, string>>): SourceFile[] =>
  Object.entries(files).map(([path, text]) => parseSource(path, text));

describe('the rule of cycles', () => {
  test('catches a cycle of files, through types too', () => {
    const cycle = parse({
      'test/a.ts': `import type { B } from './b.ts';`,
      'test/b.ts': `import './c.ts';`,
      'test/c.ts': `export { a } from './a.ts';`,
    });
    assert.deepEqual(cycles(fileGraph(cycle)), ['test/a.ts → test/b.ts → test/c.ts → test/a.ts']);
    assert.deepEqual(cycles(fileGraph(cycle.slice(0, 2))), []);
  });

  test('catches two folders of a layer that import each other without a cycle of files', () => {
    const files = parse({
      'src/domain/money/money.ts': `import type { Line } from '../order/line.ts';`,
      'src/domain/order/line.ts': '',
      'src/domain/order/order.ts': `import '../money/money.ts';`,
    });
    assert.deepEqual(cycles(fileGraph(files)), []);
    assert.deepEqual(folderCycles(files, ['src/domain']), [
      'src/domain/money → src/domain/order → src/domain/money',
    ]);
    assert.deepEqual(folderCycles(files.slice(1), ['src/domain']), []);
  });

  test('catches a cycle with a folder inside a folder, and one that a nested folder closes', () => {
    const nested = parse({
      'src/server/store/store.ts': `import './sqlite/sqlite-store.ts';`,
      'src/server/store/sqlite/sqlite-store.ts': `import './schema.ts'; import '../columns.ts';`,
    });
    assert.equal(folderCycles(nested, ['src/server']).length, 1);
    const closing = parse({
      'src/server/store/sqlite/sqlite-store.ts': `import '../../signer/options.ts';`,
      'src/server/signer/signer.ts': `import '../store/store.ts';`,
      'src/server/signer/options.ts': '',
      'src/server/store/store.ts': '',
    });
    assert.equal(folderCycles(closing, ['src/server']).length, 1);
  });
});

describe('the rule of trees', () => {
  for (const [path, text] of [
    ['src/server/index.ts', `import '../../demo/start.ts';`],
    ['src/server/index.ts', `import '../../tools/size.ts';`],
    ['src/server/index.ts', `import type { Shop } from '../../test/server/shop.ts';`],
    ['demo/start.ts', `import '../tools/size.ts';`],
    ['demo/start.ts', `import { Shop } from '../test/server/shop.ts';`],
    ['demo/start.ts', `import { sign } from '../src/server/urlpay/sign.ts';`],
    ['tools/size.ts', `export * from '../src/index.ts';`],
    ['vite.config.ts', `import './src/index.ts';`],
    ['tools/size.ts', `import '../test/helper.ts';`],
  ] as const) {
    test(`catches ${text} in ${path}`, () => {
      assert.equal(treeViolations([parseSource(path, text)]).length, 1);
    });
  }

  test('allows the demo the entries and the domain, and a test everything', () => {
    const demo = `import '../src/index.ts'; import '../src/server/index.ts'; import '../src/domain/codes/vat.ts';`;
    assert.deepEqual(treeViolations([parseSource('demo/start.ts', demo)]), []);
    const tested = `import '../src/session/session.ts'; import '../demo/start.ts'; import '../tools/size.ts';`;
    assert.deepEqual(treeViolations([parseSource('test/some.test.ts', tested)]), []);
  });
});

describe('the rule of the browser', () => {
  const entry = `export * from './elements/define.ts';`;

  for (const text of [
    `import { readFile } from 'node:fs';`,
    `import { z } from 'zod';`,
    `import 'pg';`,
    `import type { Store } from '../server/index.ts';`,
    `const server = await import('../server/index.ts');`,
    `export { createSandbox } from '../sandbox/index.ts';`,
    `import '../cli/serve.ts';`,
  ]) {
    test(`catches ${text} behind an entry`, () => {
      for (const name of ['src/index.ts', 'src/script.ts']) {
        const files = parse({
          [name]: entry,
          'src/elements/define.ts': text,
          'src/server/index.ts': '',
          'src/sandbox/index.ts': '',
          'src/cli/serve.ts': '',
        });
        assert.equal(browserViolations(files).length, 1, name);
        assert.deepEqual(browserViolations(files.filter(({ path }) => path !== name)), []);
      }
    });
  }

  test('allows lit and the small zod', () => {
    const text = `import { html } from 'lit'; import * as z from 'zod/mini';`;
    assert.deepEqual(browserViolations(parse({ 'src/index.ts': entry, 'src/elements/define.ts': text })), []);
  });
});

test(`the rule of folders catches ${MAX_FILES + 1} files in one folder`, () => {
  const files = Array.from({ length: MAX_FILES + 1 }, (_, index) => parseSource(`src/a/${index}.ts`, ''));
  assert.equal(crowdedFolders(files).length, 1);
  assert.deepEqual(crowdedFolders(files.slice(1)), []);
});
