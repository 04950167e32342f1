import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inEngines } from '../e2e/driver/in-engines.ts';
import type { Page } from '../e2e/driver/page.ts';
import { Baselines, clearEvidence, maker } from './support/baselines.ts';
import { DIALOG, openDialog, shootDialog } from './support/dialog.ts';
import { servePages, type PageServer } from './support/server.ts';
import { openWall, SCHEMES, shoot, WIDTHS, type Form } from './support/shoot.ts';

let server: PageServer | undefined;
before(async () => {
  server = await servePages();
});
after(() => server?.close());

inEngines('every scene looks as it did', (browser, engine) => {
  let page: Page | undefined;
  let baselines: Baselines | undefined;
  const ids = new Set<string>();

  before(async () => {
    clearEvidence(engine);
    ({ page } = await browser().session());
    await openWall(page, `${server?.origin}/test/visual/page/wall.html`);
    baselines = new Baselines(engine, maker(engine, await page.evaluate<string>('navigator.userAgent')));
    if (baselines.remark !== null) console.warn(baselines.remark);
  });

  test('no letter is drawn in a font of the machine', async () => {
    assert.ok(page);
    assert.deepEqual(await page.evaluate('wall.foreignLetters()'), []);
  });

  for (const form of Object.keys(WIDTHS) as Form[]) {
    for (const scheme of SCHEMES) {
      test(`${form}, ${scheme}`, async () => {
        assert.ok(page && baselines);
        const wrong: string[] = [];
        for (const [id, picture] of await shoot(page, form, scheme)) {
          ids.add(id);
          const words = baselines.check(`${form}-${scheme}`, id, picture);
          if (words !== null) wrong.push(words);
        }
        if (wrong.length > 0)
          assert.fail(`${wrong.join('\n')}\n\`npm run visual:update\` takes what is there now for right`);
      });
    }
  }

  test('the dialog of a button, in windows of both widths, light and dark', async () => {
    assert.ok(page && baselines);
    ids.add(DIALOG);
    const wrong: string[] = [];
    await openWall(page, `${server?.origin}/test/visual/page/wall.html?only=button`);
    await openDialog(page);
    assert.deepEqual(await page.evaluate('wall.foreignLetters()'), []);
    for (const form of Object.keys(WIDTHS) as Form[]) {
      for (const scheme of SCHEMES) {
        const words = baselines.check(`${form}-${scheme}`, DIALOG, await shootDialog(page, form, scheme));
        if (words !== null) wrong.push(words);
      }
    }
    assert.deepEqual(wrong, []);
  });

  test('no picture is of a scene that is gone, and the page complains of nothing', () => {
    assert.ok(page && baselines);
    assert.deepEqual(page.errors(), []);
    assert.deepEqual(baselines.strays(ids), []);
  });
});
