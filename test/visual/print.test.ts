import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { HAS_CHROMIUM, inChromium } from './support/chromium.ts';

/** What a buyer saves. Runs in the page. */
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

/** What a buyer prints: a frame's own page, with its sheets written out, since it ends with the printing. Runs in the page. */
const PRINTED = `(async () => {
  const { deepElements } = await import('/test/visual/page/measure.ts');
  const frames = HTMLIFrameElement.prototype;
  const { get } = Object.getOwnPropertyDescriptor(frames, 'contentWindow');
  const printed = new Promise((resolve) => {
    const print = ({ document }) => () => {
      const rules = document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules]);
      resolve('<style>' + rules.map(({ cssText }) => cssText).join('') + '</style>' + document.body.innerHTML);
    };
    Object.defineProperty(frames, 'contentWindow', {
      get() {
        const inner = get.call(this);
        if (inner) inner.print = print(inner);
        return inner;
      },
    });
  });
  deepElements(document.body).find((one) => one.matches('[part="print"]')).click();
  return printed;
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

  test('is printed on one sheet, and its buttons are not', async () => {
    const page = await open('?only=receipt');
    const copy = await tab();
    await copy.setContent(await page.evaluate<string>(PRINTED));
    await copy.emulateMedia({ media: 'print' });
    assert.equal(await sheets(copy), 1);
    const buttons = copy.locator('button');
    assert.ok((await buttons.count()) > 0);
    assert.equal(await buttons.filter({ visible: true }).count(), 0);
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
