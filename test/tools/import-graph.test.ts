import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ImportGraph } from '../../tools/related/import-graph.ts';
import { relatedTests } from '../../tools/related/related-tests.ts';

const FILES: Readonly<Record<string, string>> = {
  'src/money/money.ts': `export const rouble = 100;`,
  'src/money/price.ts': `import { rouble } from './money.ts'; export { rouble };`,
  'src/money/note.ts': `// import './price.ts'`,
  'src/cli.ts': `await import('./money/price.ts');`,
  'test/price.test.ts': `import type { rouble } from '../src/money/price.ts';`,
  'test/started.test.ts': `fork(new URL('started/child.ts', import.meta.url));`,
  'test/started/child.ts': `export {};`,
  'test/cli.test.ts': `spawn('node', ['src/cli.ts']);`,
  'test/rules.test.ts': `readSources('src/**/*.ts');`,
  'test/kit.test.ts': `const KIT = new URL('../src/money/', import.meta.url);`,
  'test/base.test.ts': `const base = 'src/'; import './nowhere.ts';`,
  'test/kill/kill.test.ts': `import '../../src/cli.ts';`,
  'test/e2e/road.test.ts': `const page = 'demo/page.html';`,
  'demo/page.html': `<script type="module" src="./page.ts"></script>`,
  'demo/page.ts': `export {};`,
};
const graph = new ImportGraph(Object.keys(FILES), (path) => FILES[path]);
const testsOf = (path: string): string[] =>
  [...graph.dependants([path])].filter((name) => name.endsWith('.test.ts')).toSorted();

describe('the import graph', () => {
  test('follows imports of every kind through other files, and not those in comments', () => {
    const dependants = graph.dependants(['src/money/money.ts']);
    for (const path of ['src/money/price.ts', 'src/cli.ts', 'test/price.test.ts', 'test/cli.test.ts']) {
      assert.ok(dependants.has(path), path);
    }
    assert.equal(dependants.has('src/money/note.ts'), false);
  });

  test('knows the files that a test starts or reads by path, folder or glob', () => {
    assert.deepEqual(testsOf('test/started/child.ts'), ['test/started.test.ts']);
    assert.deepEqual(testsOf('src/cli.ts'), [
      'test/cli.test.ts',
      'test/kill/kill.test.ts',
      'test/rules.test.ts',
    ]);
    assert.deepEqual(testsOf('src/money/note.ts'), ['test/kit.test.ts', 'test/rules.test.ts']);
    assert.deepEqual(testsOf('demo/page.ts'), ['test/e2e/road.test.ts']);
  });

  test('finds no test for a file that nothing names', () => {
    assert.deepEqual(testsOf('README.md'), []);
  });
});

describe('relatedTests', () => {
  test('leaves slow tests and browsers out, and names them', () => {
    const { unit, slow } = relatedTests(['src/cli.ts'], graph);
    assert.deepEqual(unit, ['test/cli.test.ts', 'test/rules.test.ts']);
    assert.deepEqual(slow, ['test/kill/kill.test.ts']);
    assert.deepEqual(relatedTests(['demo/page.ts'], graph).browser.e2e, ['test/e2e/road.test.ts']);
  });

  test('runs a slow test that changed itself', () => {
    const { unit, slow } = relatedTests(['test/kill/kill.test.ts'], graph);
    assert.deepEqual([unit, slow], [['test/kill/kill.test.ts'], []]);
  });

  test('knows the tests of this repository', () => {
    const { unit } = relatedTests(['tools/related/import-graph.ts']);
    assert.ok(unit.includes('test/tools/import-graph.test.ts'));
    assert.equal(unit.includes('test/domain/money/money.test.ts'), false);
  });
});
