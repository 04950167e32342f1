import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as api from '../../tools/mutation/test-api.ts';
import { sourcesBelow, testsOf } from '../../tools/mutation/test-selection.ts';

type Options = Partial<Pick<api.RunOptions, 'only' | 'bail'>>;

async function run(register: () => void, { only, bail = false }: Options = {}) {
  const started: (string | undefined)[] = [];
  const root = await api.collect('a.test.ts', async () => register());
  const note = (id: string | undefined): unknown => started.push(id);
  const outcomes = await api.runSuite(root, { only, bail, started: (id) => void note(id) });
  return { started, results: outcomes.map(({ id, failure }) => [id, failure]) };
}

describe('the tests of a mutation run', () => {
  it('run in order, with the hooks of their suites', async () => {
    const calls: string[] = [];
    const { results, started } = await run(() => {
      api.describe('outer', () => {
        api.before(() => calls.push('before'));
        api.beforeEach(() => calls.push('each'));
        api.afterEach(() => calls.push('after each'));
        api.after(() => calls.push('after'));
        api.it('first', () => void calls.push('first'));
        api.describe('inner', () => {
          api.it('second', async () => void calls.push('second'));
        });
        api.it('first', { skip: true }, () => void calls.push('never'));
      });
    });
    assert.deepEqual(calls, [
      'before',
      'each',
      'first',
      'after each',
      'each',
      'second',
      'after each',
      'after',
    ]);
    const ids = ['a.test.ts › outer › first', 'a.test.ts › outer › inner › second'];
    assert.deepEqual(
      results,
      ids.map((id) => [id, null]),
    );
    assert.deepEqual(started, [...ids, undefined]);
  });

  it('report a throw, a rejection and a failing hook as failures', async () => {
    const fail = (message: string) => () => {
      throw new Error(message);
    };
    const { results } = await run(() => {
      api.it('throws', fail('thrown'));
      api.it('rejects', async () => fail('rejected')());
      api.describe('a suite', () => {
        api.before(fail('set up'));
        api.it('has a hook', () => undefined);
      });
    });
    assert.deepEqual(
      results.map(([, failure]) => failure),
      ['thrown', 'rejected', 'set up'],
    );
  });

  it('can be selected, and stop at the first failure', async () => {
    const register = (): void => {
      api.it('one', () => undefined);
      api.it('two', () => assert.fail('no'));
      api.it('three', () => undefined);
    };
    const { results } = await run(register, { only: new Set(['a.test.ts › three']) });
    assert.deepEqual(results, [['a.test.ts › three', null]]);
    const stopped = await run(register, { bail: true });
    assert.equal(stopped.results.length, 2);
  });
});

describe('the selection of a mutation run', () => {
  it('takes files and folders, and all layers without a path', () => {
    assert.deepEqual(sourcesBelow(['src/domain/money/money.ts']), ['src/domain/money/money.ts']);
    assert.ok(sourcesBelow(['src/domain/money']).includes('src/domain/money/decimal.ts'));
    const all = sourcesBelow([]);
    for (const path of ['src/domain/', 'src/signer-client/', 'src/session/', 'src/server/'])
      assert.ok(all.some((source) => source.startsWith(path)));
  });

  it('takes the tests that reach a file, the nearest first', () => {
    const tests = testsOf(['src/domain/money/decimal.ts']);
    assert.ok(tests.indexOf('test/domain/decimal.test.ts') < tests.indexOf('test/domain/receipt.test.ts'));
    assert.ok(!testsOf(['src/domain/receipt/receipt-time.ts']).includes('test/domain/decimal.test.ts'));
  });

  it('takes the tests of the same layer', () => {
    const tests = testsOf(['src/domain/money/decimal.ts']);
    assert.ok(tests.every((path) => path.startsWith('test/domain/')));
  });
});
