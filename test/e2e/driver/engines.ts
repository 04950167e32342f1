import { chromium, firefox } from 'playwright-core';
import { chosenEngines, programPath, type EngineName } from '../../../tools/browsers.ts';
import { CHROMIUM_FLAGS } from '../../../tools/chromium-flags.ts';
import { firefoxEnvironment } from '../../tools/firefox-environment.ts';
import { startVirtualDisplay } from '../../tools/virtual-display.ts';
import { startWebKitDriver } from '../../tools/webkit-driver.ts';
import { Browser } from './browser.ts';
import { PlaywrightTabs } from './playwright-tab.ts';
import type { Guise, TabGroup } from './tab.ts';
import { WebDriverTabs } from './webdriver-tab.ts';

export interface Engine {
  name: EngineName;
  open(): Promise<Browser>;
}

/** Milliseconds for a browser to start, a page to load or a script to end, on a machine that is busy with other things. */
const LONG = 240_000;

/** A name of this machine that a page in Chromium cannot know for one. */
export const NOT_THIS_MACHINE = 'shop.test';

/** The engines of this run: all three unless `KVIT_BROWSERS` names fewer. */
export function engines(): Engine[] {
  return chosenEngines().map((name) => ({ name, open: OPENERS[name] }));
}

const OPENERS: Readonly<Record<EngineName, () => Promise<Browser>>> = {
  chromium: async () => {
    const executablePath = programPath('chromium');
    const args = [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP ${NOT_THIS_MACHINE} 127.0.0.1`];
    // Playwright turns the memory for Back off, which every buyer has on
    const ignoreDefaultArgs = ['--disable-back-forward-cache'];
    const browser = await chromium.launch({ executablePath, args, ignoreDefaultArgs, timeout: LONG });
    const open = async (guise?: Guise): Promise<TabGroup> => {
      const context = await browser.newContext(guise && { ...guise, isMobile: true });
      if (guise) await context.addInitScript({ content: guise.script });
      return new PlaywrightTabs(context, guise?.hasTouch);
    };
    return new Browser('chromium', open, () => browser.close());
  },

  firefox: async () => {
    const executablePath = programPath('firefox');
    const browser = await firefox.launch({
      channel: 'moz-firefox',
      executablePath,
      env: firefoxEnvironment(),
      timeout: LONG,
    });
    const open = async (): Promise<TabGroup> => new PlaywrightTabs(await browser.newContext());
    return new Browser('firefox', open, () => browser.close());
  },

  webkit: async () => new Browser('webkit', openWebKit, async () => undefined),
};

/** A driver serves one browser, and windows on one screen would take each other's focus: each session gets both anew. */
async function openWebKit(): Promise<TabGroup> {
  const display = await startVirtualDisplay();
  const service = await startWebKitDriver(display.name);
  const driver = await service.builder().build();
  await driver.manage().setTimeouts({ pageLoad: LONG, script: LONG });
  return new WebDriverTabs(driver, async () => {
    await driver.quit();
    service.stop();
    display.stop();
  });
}
