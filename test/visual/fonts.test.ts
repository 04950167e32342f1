import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { inEngines } from '../e2e/driver/in-engines.ts';
import { HAS_CHROMIUM, inChromium } from './support/chromium.ts';
import { servePages, type PageServer } from './support/server.ts';
import { openWall } from './support/shoot.ts';

let server: PageServer | undefined;
before(async () => {
  server = await servePages();
});
after(() => server?.close());

/** A text in the machine's own monospace, and a letter that no brought font has. */
const PLANT = `(() => {
  const stage = document.querySelector('.stage');
  const text = stage.appendChild(document.createElement('p'));
  text.style.fontFamily = 'monospace';
  text.textContent = 'ab';
  stage.appendChild(document.createElement('p')).textContent = '茶';
})()`;

inEngines('a font of the machine', (browser) => {
  test('is noticed, as is a letter that the brought fonts lack', async () => {
    const { page } = await browser().session();
    await openWall(page, `${server?.origin}/test/visual/page/wall.html?only=idle`);
    assert.deepEqual(await page.evaluate('wall.foreignLetters()'), []);
    await page.evaluate(PLANT);
    assert.deepEqual(await page.evaluate<string[]>('wall.foreignLetters()'), [
      'idle: 茶 is not in Inter Variable',
      'idle: ab in monospace',
    ]);
  });
});

interface Node {
  readonly nodeId: number;
  readonly nodeName: string;
  readonly nodeValue: string;
  readonly children?: readonly Node[];
  readonly shadowRoots?: readonly Node[];
}

const textNodes = (node: Node): Node[] =>
  node.nodeName === '#text' && node.nodeValue.trim() !== ''
    ? [node]
    : [...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap(textNodes);

/** The fonts that Chromium has drawn with, each once. */
async function fontsOf(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument', { depth: -1, pierce: true });
  const names = new Set<string>();
  for (const { nodeId } of textNodes(root)) {
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
    for (const { familyName, isCustomFont } of fonts)
      names.add(isCustomFont ? familyName : `${familyName}, of the machine`);
  }
  return [...names].toSorted();
}

describe('Chromium draws', { skip: !HAS_CHROMIUM && 'needs Chromium' }, () => {
  const { open } = inChromium();

  test('every scene in the fonts that the repository brings', async () => {
    const page = await open();
    assert.deepEqual(await fontsOf(page), ['Inter', 'JetBrains Mono']);
    await page.close();
  });

  test('the dialog of a button in them, too', async () => {
    const page = await open('?only=button');
    await page.locator('kvit-button button').first().click();
    await page.locator('kvit-button dialog .pay').waitFor();
    assert.deepEqual(await fontsOf(page), ['Inter']);
    await page.close();
  });

  test('but not a text in the generic monospace', async () => {
    const page = await open('?only=idle');
    await page.evaluate(PLANT);
    assert.match((await fontsOf(page)).join('\n'), /, of the machine$/m);
    await page.close();
  });
});
