import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { HAS_CHROMIUM, inChromium } from './support/chromium.ts';
import { SCHEMES } from './support/shoot.ts';

const AXE = 'node_modules/axe-core/axe.min.js';
/** Every level A and AA rule up to WCAG 2.2, and what axe calls good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LANGUAGES = ['ru', 'en', 'kk', 'be', 'hy', 'ky', 'uz', 'zh'];
/** A narrow phone, a phone, and a place wide enough for two columns. */
const WIDTHS = [280, 360, 900];

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

interface Report {
  readonly violations: readonly Found[];
  readonly passes: readonly Found[];
}

const where = ({ id, nodes }: Found): string[] =>
  nodes.map(({ target, failureSummary = '' }) => `${id} at ${JSON.stringify(target)}: ${failureSummary}`);

async function run(page: Page): Promise<Report> {
  if (!(await page.evaluate('Boolean(window.axe)'))) await page.addScriptTag({ path: AXE });
  const options = {
    runOnly: TAGS,
    resultTypes: ['violations', 'passes'],
    // a shop shows one order, the wall several that have no name yet
    rules: { 'landmark-unique': { enabled: false } },
  };
  return page.evaluate(`axe.run(${JSON.stringify(options)})`);
}

function assertClean({ violations }: Report): void {
  const found = violations.flatMap(where);
  if (found.length > 0) assert.fail(found.join('\n'));
}

describe('axe finds nothing', { skip: !HAS_CHROMIUM && 'needs Chromium' }, () => {
  const { open } = inChromium();

  test('in any scene, light and dark, at any width', async () => {
    const page = await open();
    for (const scheme of SCHEMES) {
      for (const width of WIDTHS) {
        await page.evaluate(`wall.dress(${width}, '${scheme}')`);
        const report = await run(page);
        assertClean(report);
        // it has looked into the shadow roots
        const texts = report.passes.find(({ id }) => id === 'color-contrast');
        assert.ok((texts?.nodes.length ?? 0) > 300, `${texts?.nodes.length} texts were looked at`);
      }
    }
    await page.close();
  });

  test('in any language, and every text is marked as what it is', async () => {
    const page = await open('?only=hard-all&only=failed&only=receipt&only=cart');
    for (const lang of LANGUAGES) {
      await page.evaluate(`document.documentElement.lang = '${lang}'`);
      await page.locator(`#failed section[lang="${lang}"]`).waitFor();
      assertClean(await run(page));
      const marked = await page
        .locator('.stage section, .stage kvit-cart > *, .stage kvit-cart ul, .stage article')
        .evaluateAll((all) => all.map((one) => one.closest('[lang]')?.getAttribute('lang')));
      assert.ok(marked.length > 6, `${marked.length}`);
      assert.deepEqual([...new Set(marked)], [lang]);
    }
    await page.close();
  });

  test('in a language that is not the page’s, and it is marked so', async () => {
    const page = await open('?only=idle');
    await page.locator('kvit-checkout').evaluate((element) => Object.assign(element, { language: 'en' }));
    await page.locator('kvit-checkout section[lang="en"] .pay', { hasText: 'Pay' }).waitFor();
    await page.close();
  });

  test('in the open dialog of a button, narrow and wide', async () => {
    for (const viewport of [
      { width: 360, height: 640 },
      { width: 900, height: 700 },
    ]) {
      const page = await open('?only=button', { viewport });
      await page.locator('kvit-button button').first().click();
      await page.locator('kvit-button dialog .pay').waitFor();
      assertClean(await run(page));
      await page.close();
    }
  });

  test('but a button without a name, a pale word, and one that is too small', async () => {
    const page = await open('?only=idle');
    await page.locator('.form').evaluate((form) => {
      const button = Object.assign(document.createElement('button'), { type: 'button' });
      button.style.cssText = 'width: 12px; min-height: 12px; padding: 0';
      const row = document.createElement('div');
      row.append(button, button.cloneNode());
      const words = Object.assign(document.createElement('p'), { textContent: 'бледно' });
      words.style.color = '#bbbbbb';
      form.prepend(row, words);
    });
    const { violations } = await run(page);
    const ids = violations.map(({ id }) => id).sort();
    assert.deepEqual(ids, ['button-name', 'color-contrast', 'target-size']);
    await page.close();
  });
});
