import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Field } from './field.ts';
import { hunt } from './hunt.ts';
import { hashAtOnce, loadKit, type Kit } from './kit.ts';
import { PLANTED } from './planted.ts';
import { Simulation } from './simulation.ts';

describe('a schedule', () => {
  let kit: Kit;
  before(async () => {
    hashAtOnce();
    kit = await loadKit(new URL('../../src/', import.meta.url).href);
  });
  const journalOf = async (seed: number): Promise<string> => {
    const { journal } = await new Simulation(kit, seed).run();
    return journal.entries.map((entry) => JSON.stringify(entry)).join('\n');
  };

  it('is decided by its seed: two runs of one seed give the same journal', async () => {
    for (const seed of [1, 2, 3, 79, 332, 1429, 3257]) {
      const first = await journalOf(seed);
      assert.ok(first.length > 500, `seed ${seed}`);
      assert.equal(await journalOf(seed), first, `seed ${seed}`);
    }
  });

  it('is another one with another seed', async () => {
    assert.notEqual(await journalOf(4), (await journalOf(5)).replaceAll('"seed":5', '"seed":4'));
  });
});

describe('the simulation', () => {
  const field = new Field();
  after(() => field.clear());

  // the whole list takes its time: npm run simulate:planted
  for (const name of ['no uuid check', 'retrying the POST', 'no stop on disconnect']) {
    it(`finds a planted bug: ${name}`, async () => {
      const bug = PLANTED.find((candidate) => candidate.name === name);
      assert.ok(bug);
      assert.notEqual(typeof (await hunt(field.plant(bug), 1000)), 'number');
    });
  }

  it('has a place in the source for every planted bug', () => {
    for (const bug of PLANTED) field.plant(bug);
  });

  it('says so when the source has moved on under a planted bug', () => {
    const patches = [{ file: 'server/creation/payment-creator.ts', find: 'no such text', replace: '' }];
    assert.throws(
      () => field.plant({ name: 'gone', patches }),
      /gone: its place in server\/creation.ts is there 0 times/,
    );
  });
});
