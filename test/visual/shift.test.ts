import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { HAS_CHROMIUM, inChromium } from './support/chromium.ts';

/** Something that the buyer saw has moved, and not because of a press a moment ago. */
interface Shift {
  readonly value: number;
  /** what moved, by its id; nothing for what lies in a shadow root */
  readonly moved: readonly string[];
}

/**
 * Counts as browsers count for CLS, from the first moment. A browser tells of a move some time after it; a mark of this test's own moves
 * last, and when it has been told of, everything before it has.
 */
const WATCH = `
  window.shifts = [];
  window.told = false;
  window.watcher = new PerformanceObserver((list) => window.note(list.getEntries()));
  window.note = (entries) => {
    for (const { value, hadRecentInput, sources } of entries) {
      const nodes = sources.map(({ node }) => node);
      if (nodes.includes(window.mark)) window.told = true;
      const moved = nodes.filter((node) => !node || node !== window.mark).map((node) => node?.id ?? '');
      if (!hadRecentInput && moved.length > 0) shifts.push({ value, moved });
    }
  };
  watcher.observe({ type: 'layout-shift', buffered: true });
`;

/** A cheap phone on a bad line. Bytes a second and milliseconds. */
const LINE = { offline: false, latency: 20, downloadThroughput: 400_000, uploadThroughput: 100_000 };
const SLOWER = 2;

/** What has moved since the last time. */
async function shifts(page: Page): Promise<Shift[]> {
  return page.evaluate(`(async () => {
    window.mark = document.createElement('div');
    mark.style.cssText = 'position: fixed; left: 0; top: 0; width: 40px; height: 40px; background: red';
    document.documentElement.append(mark);
    window.told = false;
    for (let frame = 0; !told; frame += 1) {
      mark.style.top = frame % 2 === 0 ? '0' : '100px';
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      note(watcher.takeRecords());
    }
    mark.remove();
    return shifts.splice(0);
  })()`);
}

async function reach(page: Page, state: string): Promise<void> {
  await page.locator(`:is(kvit-checkout, kvit-status)[state="${state}"]`).waitFor();
}

describe('nothing jumps', { skip: !HAS_CHROMIUM && 'needs Chromium' }, () => {
  const { tab, origin } = inChromium();

  async function arrive(width: number, query: string): Promise<Page> {
    const page = await tab({ viewport: { width, height: 900 } });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await devtools.send('Network.emulateNetworkConditions', LINE);
    await page.addInitScript(WATCH);
    await page.goto(`${origin()}/test/visual/page/shift.html${query}`);
    // the road's code has come
    await page.locator('kvit-checkout [part="message"]').waitFor({ state: 'attached' });
    return page;
  }

  async function say(page: Page, state: string, ...words: readonly unknown[]): Promise<Shift[]> {
    await page.evaluate(`shop.say(${words.map(String).join(', ')})`);
    await reach(page, state);
    return shifts(page);
  }

  /** What moves from the payment page to the receipt. */
  async function moveUntilReceipt(page: Page): Promise<Shift[]> {
    const moved = [
      ...(await say(page, 'away', 0)),
      ...(await say(page, 'checking', 1)),
      ...(await say(page, 'paid', 3)),
      ...(await say(page, 'receipt', 3, true)),
    ];
    await page.locator('[part~="receipt"]').waitFor();
    return [...moved, ...(await shifts(page))];
  }

  for (const width of [390, 1000]) {
    test(`${width} pixels: while the order, another language and the code of the road arrive in a place kept for them`, async () => {
      const page = await arrive(width, '?roomy&fetched&language=en&privacy');
      // the order comes last of all
      await page.locator('.pay').waitFor();
      assert.deepEqual(await shifts(page), []);
      await page.close();
    });

    test(`${width} pixels: from the press to the receipt, and on every later visit, where there is room for it`, async () => {
      const page = await arrive(width, '?vast&privacy');
      await page.locator('#personal_data').check();
      await page.locator('.pay').click();
      await reach(page, 'redirecting');
      assert.deepEqual(await moveUntilReceipt(page), []);

      await page.reload();
      await reach(page, 'away');
      assert.deepEqual([...(await shifts(page)), ...(await moveUntilReceipt(page))], []);

      await page.goto(`${origin()}/test/visual/page/shift.html?vast&return`);
      await reach(page, 'away');
      assert.deepEqual([...(await shifts(page)), ...(await moveUntilReceipt(page))], []);
      await page.close();
    });

    test(`${width} pixels: with room for a cart alone only the receipt moves what is below, once`, async () => {
      const page = await arrive(width, '?roomy');
      await page.locator('.pay').click();
      await reach(page, 'redirecting');
      const [step, ...more] = await moveUntilReceipt(page);
      assert.deepEqual(more, []);
      assert.ok(!step || step.moved.every((id) => id !== ''), 'something in the checkout has moved');
      await page.close();
    });
  }

  test('without such a place it does, once, and is counted', async () => {
    const page = await arrive(390, '');
    const [first, ...more] = await shifts(page);
    assert.ok(first?.moved.includes('below'));
    assert.deepEqual(more, []);
    await page.close();
  });
});
