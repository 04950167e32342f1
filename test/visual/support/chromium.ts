import { after, before } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chosenEngines, programPath } from '../../../tools/browsers.ts';
import { CHROMIUM_FLAGS } from '../../../tools/chromium-flags.ts';
import { servePages, type PageServer } from './server.ts';

/** For any one wait, on a machine that is busy with other things. Milliseconds. */
const PATIENCE = 240_000;

export interface Opened {
  /** The wall in a tab of its own. @param query such as `?only=idle` */
  open(query?: string, looks?: Parameters<Browser['newPage']>[0]): Promise<Page>;
  /** An empty tab. */
  tab(looks?: Parameters<Browser['newPage']>[0]): Promise<Page>;
  origin(): string;
}

/** Whether this run has the engine whose eyes these tests need: axe's rules, the accessibility tree, emulated media. */
export const HAS_CHROMIUM = chosenEngines().includes('chromium');

/** A running Chromium and our pages, for the tests of one file. */
export function inChromium(): Opened {
  let server: PageServer | undefined;
  let browser: Browser | undefined;
  before(async () => {
    server = await servePages();
    browser = await chromium.launch({
      executablePath: programPath('chromium'),
      args: [...CHROMIUM_FLAGS],
      timeout: 0,
    });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  const tab: Opened['tab'] = async (looks = {}) => {
    if (!browser) throw new Error('Chromium is not open yet');
    const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, ...looks });
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => console.error(error));
    return page;
  };
  return {
    tab,
    async open(query = '', looks = {}) {
      const page = await tab(looks);
      await page.goto(`${server?.origin}/test/visual/page/wall.html${query}`);
      await page.waitForFunction('window.wall');
      return page;
    },
    origin() {
      if (!server) throw new Error('the pages are not served yet');
      return server.origin;
    },
  };
}
