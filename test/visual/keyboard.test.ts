import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { HAS_CHROMIUM, inChromium } from './support/chromium.ts';

/** What has the focus, as it is called, and whether its ring shows; runs in the page. */
const FOCUSED = `(() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  if (!one || one === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const labels = [...(one.labels ?? [])].map((label) => label.textContent).join(' ');
  const name = one.getAttribute('aria-label') ?? (labels || one.textContent);
  const { top, bottom } = one.getBoundingClientRect();
  return {
    name: name.replace(/\\s+/g, ' ').trim(),
    ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    seen: top >= 0 && bottom <= innerHeight,
  };
})()`;

interface Focused {
  readonly name: string;
  readonly ring: boolean;
  readonly seen: boolean;
}

/** Presses a key until the page has no more to focus. @returns the names on the way */
async function walk(page: Page, key: string): Promise<string[]> {
  const names: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate<Focused | null>(FOCUSED);
    // a page without a browser around it begins again at once
    if (!focused || focused.name === names[0]) return names;
    assert.ok(focused.ring, `${focused.name} shows no ring`);
    assert.ok(focused.seen, `${focused.name} is out of sight`);
    names.push(focused.name);
  }
  return assert.fail(`the focus does not leave: ${names.join(', ')}`);
}

const line = (name: string): string[] =>
  ['Подробнее', 'Меньше', 'Количество', 'Больше', 'Убрать'].map((words) => `${words}: ${name}`);

const WAY = [
  ...line('Булочка с маком'),
  ...line('Сушки с маком'),
  'Даю согласие на обработку персональных данных',
  'обработку персональных данных',
  'Даю согласие на регулярные списания: 397,50 ₽ каждый месяц',
  'условия оферты',
  'Подписаться за 397,50 ₽',
];

describe('by keyboard alone', { skip: !HAS_CHROMIUM && 'needs Chromium' }, () => {
  const { open } = inChromium();

  test('everything that can be asked is reached in the order it is read, and back, always in sight', async () => {
    const page = await open('?only=hard-all', { viewport: { width: 360, height: 500 } });
    await page.evaluate('document.activeElement.blur(), getSelection().removeAllRanges(), scrollTo(0, 0)');
    await page.mouse.click(2, 2);
    assert.deepEqual(await walk(page, 'Tab'), WAY);
    assert.deepEqual(await walk(page, 'Shift+Tab'), WAY.toReversed());
    await page.close();
  });

  test('a box is ticked, a quantity changed, and the button pressed', async () => {
    const page = await open('?only=hard-all');
    const to = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        if ((await page.evaluate<Focused | null>(FOCUSED))?.name === name) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`Tab does not reach ${name}`);
    };
    await page.mouse.click(2, 2);
    await to('Больше: Булочка с маком');
    await page.keyboard.press('Enter');
    for (const box of [
      'Даю согласие на обработку персональных данных',
      'Даю согласие на регулярные списания: 481,00 ₽ каждый месяц',
    ]) {
      await to(box);
      await page.keyboard.press('Space');
    }
    await to('Подписаться за 481,00 ₽');
    await page.keyboard.press('Enter');
    await page.locator('kvit-checkout[state="redirecting"]').waitFor();
    await page.close();
  });
});
