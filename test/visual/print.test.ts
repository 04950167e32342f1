import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { HAS_CHROMIUM, inChromium } from './support/chromium.ts';

/** What a buyer saves: the same copy and sheet as the one that is printed. Runs in the page. */
const SAVED = `(async () => {
  const { deepElements } = await import('/test/visual/page/measure.ts');
  const kept = new Promise((resolve) => {
    URL.createObjectURL = (blob) => (resolve(blob.text()), '#');
  });
  // a real download would wait for a place to go
  HTMLAnchorElement.prototype.click = () => undefined;
  deepElements(document.body).find((one) => one.matches('[part="save"]')).click();
  return kept;
})()`;

/** How many sheets of A4 it takes. */
async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: 'A4' });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

describe('a receipt on paper', { skip: !HAS_CHROMIUM && 'needs Chromium' }, () => {
  const { open, tab } = inChromium();

  test('takes one sheet, with its QR code and without buttons', async () => {
    const page = await open('?only=receipt');
    const copy = await tab();
    await copy.setContent(await page.evaluate<string>(SAVED));
    assert.equal(await sheets(copy), 1);
    await copy.emulateMedia({ media: 'print' });
    const qr = await copy.locator('.qr').boundingBox();
    assert.ok(qr && qr.width >= 160 && qr.height >= 160);
    assert.equal(await copy.locator('button').count(), 0);
    assert.match(await copy.locator('article').innerText(), /Кассовый чек/);
    await page.close();
    await copy.close();
  });

  test('and more than that would be noticed', async () => {
    const copy = await tab();
    await copy.setContent('<p style="height: 300mm">x</p>');
    assert.equal(await sheets(copy), 2);
    await copy.close();
  });
});
