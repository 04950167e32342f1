import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hashSynchronously, loadKit, type Kit } from './engine/kit.ts';
import { applyPatches, PatchedSource } from './planted/patched-source.ts';
import { PLANTED } from './planted/planted-bugs.ts';
import { findFailure } from './runner/find-failure.ts';
import { Simulation } from './runner/simulation.ts';

describe('a schedule', () => {
  let kit: Kit;
  before(async () => {
    hashSynchronously();
    kit = await loadKit(new URL('../../src/', import.meta.url).href);
  });
  const traceOf = async (seed: number): Promise<string> => {
    const { trace } = await new Simulation(kit, seed).run();
    return trace.entries.map((entry) => JSON.stringify(entry)).join('\n');
  };

  it('gives the same trace for the same seed', async () => {
    for (const seed of [1, 2, 3, 79, 332, 1429, 3257]) {
      const first = await traceOf(seed);
      assert.ok(first.length > 500, `seed ${seed}`);
      assert.equal(await traceOf(seed), first, `seed ${seed}`);
    }
  });

  it('gives another trace for another seed', async () => {
    assert.notEqual(await traceOf(4), (await traceOf(5)).replaceAll('"seed":5', '"seed":4'));
  });
});

describe('the simulation', () => {
  const source = new PatchedSource();
  after(() => source.clear());

  // Three of them: the whole list takes minutes (npm run simulate:planted).
  for (const name of ['no uuid check', 'retrying the POST', 'no stop on disconnect']) {
    it(`finds a planted bug: ${name}`, async () => {
      const bug = PLANTED.find((candidate) => candidate.name === name);
      assert.ok(bug);
      assert.notEqual(typeof (await findFailure(source.plant(bug), 1000)), 'number');
    });
  }
});

describe('the planted bugs', () => {
  for (const bug of PLANTED) {
    it(`find their text in the source: ${bug.name}`, () => {
      for (const [file, text] of applyPatches(bug)) assert.ok(text.length > 0, file);
    });
  }

  it('fail when the source no longer has their text', () => {
    const patches = [{ file: 'server/index.ts', find: 'no such text', replace: '' }];
    assert.throws(
      () => applyPatches({ name: 'gone', patches }),
      /gone: server\/index.ts has its text 0 times/,
    );
  });
});
