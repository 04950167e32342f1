import assert from 'node:assert/strict';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, test } from 'node:test';
import { UPDATING } from './support/baselines.ts';
import { HAS_CHROMIUM, inChromium } from './support/chromium.ts';

const FOLDER = 'test/visual/aria';
const EVIDENCE = '.cache/visual/aria';

const fileOf = (id: string): string => `${FOLDER}/${id}.txt`;

function check(id: string, now: string): string | null {
  const before = existsSync(fileOf(id)) ? readFileSync(fileOf(id), 'utf8') : '';
  if (before === now) return null;
  const place = UPDATING ? FOLDER : EVIDENCE;
  mkdirSync(place, { recursive: true });
  writeFileSync(`${place}/${id}.txt`, now);
  return UPDATING ? null : `${id}: was\n${before}\nis\n${now}`;
}

describe('a screen reader is told', { skip: !HAS_CHROMIUM && 'needs Chromium' }, () => {
  const { open, origin } = inChromium();

  test('the same of every scene as before', async () => {
    const page = await open();
    await page.evaluate(`wall.dress(360, 'light')`);
    const ids = await page.locator('.stage').evaluateAll((all) => all.map(({ id }) => id));
    const wrong: string[] = [];
    for (const id of ids) {
      const told = (await page.locator(`#${id} > *`).ariaSnapshot()).replaceAll(origin(), '');
      const words = check(id, `${told}\n`);
      if (words !== null) wrong.push(words);
    }
    const stray = globSync(`${FOLDER}/*.txt`).filter((file) => !ids.includes(basename(file, '.txt')));
    if (UPDATING) for (const file of stray) rmSync(file);
    else assert.deepEqual(stray, []);
    if (wrong.length > 0)
      assert.fail(`${wrong.join('\n')}\n\`npm run visual:update\` takes what is there now for right`);
    await page.close();
  });
});
