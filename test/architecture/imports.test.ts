import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importCycles, layerViolations, type LayerTable } from './layer-rules.ts';
import { parseSource, readSources } from '../../tools/related/source-file.ts';

/**
 * Who may import whom, types included. Imports run down only, so each layer reads alone, and what must stay on the
 * merchant's server cannot reach a browser.
 */
const LAYERS: LayerTable = {
  // In the browser.
  index: { layers: ['elements', 'session', 'signer-client', 'i18n', 'domain'], packages: [] },
  script: { layers: ['elements'], packages: [] },
  elements: { layers: ['session', 'signer-client', 'i18n', 'styles', 'domain'], packages: ['lit'] },
  styles: { layers: [], packages: ['lit'] },
  i18n: { layers: ['domain'], packages: [] },
  session: { layers: ['signer-client', 'domain'], packages: [] },
  'signer-client': { layers: ['domain'], packages: [] },

  // On both sides: the one place where they meet. The whole of zod would weigh 15 KB more in the browser.
  domain: { layers: [], packages: ['zod/mini'] },

  // On the server.
  server: { layers: ['domain'], packages: ['node:', '@hono/node-server', 'zod'] },
  sandbox: { layers: [], packages: ['node:', '@hono/node-server', 'zod'] },
  cli: {
    layers: ['sandbox', 'server', 'domain'],
    packages: ['node:', '@hono/node-server', 'zod', 'pg', 'pino', 'prom-client'],
  },
};

describe('imports', () => {
  const sources = readSources('src/**/*.ts');

  test('run down the layers', () => {
    assert.deepEqual(layerViolations(sources, LAYERS), []);
  });

  test('make no circle', () => {
    assert.deepEqual(importCycles(sources), []);
  });
});

/** A rule that cannot fail proves nothing: each of these must be caught. */
describe('the rule on imports', () => {
  const broken = (path: string, text: string): string[] => layerViolations([parseSource(path, text)], LAYERS);

  for (const [path, text] of [
    ['src/domain/money.ts', `import { sign } from '../server/sign.ts';`],
    ['src/domain/money.ts', `import type { SignerApi } from '../signer-client/signer-api.ts';`],
    ['src/domain/money.ts', `import { readFile } from 'node:fs';`],
    ['src/domain/order.ts', `import { z } from 'zod';`],
    ['src/session/session.ts', `import { html } from 'lit';`],
    ['src/session/session.ts', `export * from '../elements/kvit-cart.ts';`],
    ['src/i18n/format.ts', `export type { Session } from '../session/session.ts';`],
    ['src/elements/kvit-cart.ts', `let x: import('../server/sign.ts').Sign;`],
    ['src/elements/kvit-cart.ts', `const sign = await import('../server/sign.ts');`],
    ['src/elements/kvit-cart.ts', `const sign = await import(where);`],
    ['src/elements/kvit-cart.ts', `import 'little-lit';`],
    ['src/styles/tokens.ts', `import { price } from '../domain/money.ts';`],
    ['src/server/handler.ts', `import { css } from 'lit';`],
    ['src/server/handler.ts', `import { createSandbox } from '../sandbox/sandbox.ts';`],
    ['src/server/testing/scene.ts', `import { test } from 'vitest';`],
    ['src/sandbox/page.ts', `import { money } from '../domain/money/money.ts';`],
    ['src/sandbox/page.ts', `import { helper } from '../../test/helper.ts';`],
    ['src/index.ts', `import '../demo/shop.ts';`],
    ['src/index.ts', `import './server/sign.ts';`],
    ['src/cli.ts', `import './elements/kvit-cart.ts';`],
    ['src/novelty/thing.ts', ``],
  ] as const) {
    test(`catches ${text || 'a layer it does not know'} in ${path}`, () => {
      assert.equal(broken(path, text).length, 1);
    });
  }

  test('lets a layer use itself, what lies below and its packages', () => {
    const text = `import '../elements/road.ts'; import '../session/session.ts'; import { repeat } from 'lit/directives/repeat.js';`;
    assert.deepEqual(broken('src/elements/kvit-cart.ts', text), []);
    assert.deepEqual(broken('src/cli/serve.ts', `import '../sandbox/sandbox.ts'; import './args.ts';`), []);
    assert.deepEqual(broken('src/domain/money.ts', `import * as z from 'zod/mini'; // not 'lit'`), []);
  });

  test('catches a circle, of types too', () => {
    const circle = [
      parseSource('src/domain/a.ts', `import type { B } from './b.ts';`),
      parseSource('src/domain/b.ts', `import './c.ts';`),
      parseSource('src/domain/c.ts', `export { a } from './a.ts';`),
    ];
    assert.deepEqual(importCycles(circle), [
      'src/domain/a.ts → src/domain/b.ts → src/domain/c.ts → src/domain/a.ts',
    ]);
    assert.deepEqual(importCycles(circle.slice(0, 2)), []);
  });
});
