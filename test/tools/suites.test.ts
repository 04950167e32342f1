import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chosenFiles, SUITES, suiteOf, testFiles } from '../../tools/test-run/suites.ts';

describe('suiteOf', () => {
  test('goes by the folder; all others are unit tests', () => {
    assert.equal(suiteOf('test/e2e/tabs.test.ts'), 'e2e');
    assert.equal(suiteOf('test/elements/cart.test.ts'), 'elements');
    assert.equal(suiteOf('test/visual/axe.test.ts'), 'visual');
    assert.equal(suiteOf('test/domain/money.test.ts'), 'unit');
    assert.equal(suiteOf('test/top.test.ts'), 'unit');
  });

  test('knows test files only', () => {
    for (const path of ['test/e2e/driver/page.ts', 'src/a.test.ts', 'test'])
      assert.equal(suiteOf(path), undefined);
  });
});

describe('chosenFiles', () => {
  test('is the whole suite without a name', () => {
    for (const suite of SUITES) {
      assert.deepEqual(chosenFiles(suite, []), testFiles(suite));
      assert.ok(testFiles(suite).length > 5, suite);
    }
  });

  test('takes files and folders, each file once', () => {
    const file = 'test/tools/suites.test.ts';
    assert.deepEqual(chosenFiles('unit', [file]), [file]);
    assert.deepEqual(
      chosenFiles('unit', [`./${file}`, 'test/tools/', file]).filter((path) => path === file),
      [file],
    );
    assert.ok(chosenFiles('unit', ['test/tools']).every((path) => path.startsWith('test/tools/')));
    assert.ok(chosenFiles('unit', ['test']).every((path) => suiteOf(path) === 'unit'));
  });

  for (const [suite, name, sentence] of [
    ['unit', 'test/nowhere.test.ts', 'There is no test/nowhere.test.ts.'],
    ['e2e', 'src/domain', 'src/domain holds no test of the suite e2e.'],
    ['unit', 'package.json', 'package.json is no test of the suite unit.'],
    [
      'e2e',
      'test/tools/suites.test.ts',
      'test/tools/suites.test.ts belongs to another suite: npm run unit -- test/tools/suites.test.ts',
    ],
  ] as const) {
    test(`refuses ${name} in ${suite}`, () => {
      assert.throws(() => chosenFiles(suite, [name]), new TypeError(sentence));
    });
  }
});
