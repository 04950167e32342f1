/** Takes the pictures of the README and of docs/branding.md from the demo's pages. */
import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startDemo } from '../demo/start-demo.ts';
import { CHROMIUM_FLAGS } from './chromium-flags.ts';
import { programPath } from './browsers.ts';

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly dark?: boolean;
  /** Selector that appears when the page is ready. */
  readonly ready: string;
  readonly crop: string;
  /** True if `crop` is inside the page's frame. */
  readonly framed?: boolean;
  /** Largest height in pixels, from the top of `crop`. */
  readonly height?: number;
}

const FOLDER = 'docs/pictures';
const PHONE = 390;
const DESKTOP = 1120;
const MOST_BYTES = 60 * 1024;
const PAY = 'kvit-checkout [part="pay"]';

/** A scene of the gallery; it looks the same on every machine and every day. */
const scene = (id: string) => ({
  path: '/demo/gallery.html',
  ready: 'main[data-ready]',
  crop: `#${id} .stage`,
});

/** The same cart in one of the ready themes. */
const theme = (name: string) => ({
  path: `/demo/playground.html?theme=${name}&editable=no`,
  width: DESKTOP,
  ready: 'html[data-ready]',
  crop: 'main',
  framed: true,
});

const PICTURES: readonly Picture[] = [
  { name: 'cart', ...scene('idle'), width: PHONE },
  { name: 'receipt', ...scene('status-receipt'), width: PHONE },
  { name: 'held', ...scene('held'), width: PHONE },
  { name: 'declined-dark', ...scene('failed'), width: PHONE, dark: true },
  { name: 'desktop', path: '/demo/plain.html', width: DESKTOP, ready: PAY, crop: 'main', height: 490 },
  { name: 'theme-ink', ...theme('ink') },
  { name: 'theme-berry-dark', ...theme('berry'), dark: true },
  {
    name: 'playground',
    path: '/demo/playground.html?theme=sky&editable=no',
    width: 1000,
    ready: 'html[data-ready]',
    crop: '.playground',
    height: 372,
  },
];

async function open(browser: Browser, url: string, { path, width, dark, ready }: Picture): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(url + path);
  await page.locator(ready).waitFor();
  // the test panel covers the edge of the page
  await page.evaluate(`document.querySelector('.test-panel')?.remove()`);
  await settle(page);
  return page;
}

/** Waits for fonts, and for the widget in the playground's frame, which follows its order. */
async function settle(page: Page): Promise<void> {
  const [, frame] = page.frames();
  if (frame) await frame.locator(PAY).waitFor();
  await page.evaluate('document.fonts.ready');
}

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const { name, crop, framed, height = Infinity } = picture;
  const page = await open(browser, url, picture);
  const place = framed ? page.frames()[1] : page;
  const box = await place?.locator(crop).boundingBox();
  if (!box) throw new Error(`${name}: there is no ${crop}`);
  const path = `${FOLDER}/${name}.png`;
  const clip = { ...box, height: Math.min(box.height, height) };
  const { length } = await page.screenshot({ path, clip, fullPage: true, animations: 'disabled' });
  await page.close();
  console.log(`${path}: ${length} bytes`);
  if (length > MOST_BYTES) throw new Error(`${path} has more than ${MOST_BYTES} bytes: show less`);
}

mkdirSync(FOLDER, { recursive: true });
const demo = await startDemo({ port: 0, quiet: true });
const browser = await chromium.launch({ executablePath: programPath('chromium'), args: [...CHROMIUM_FLAGS] });
try {
  for (const picture of PICTURES) await take(browser, demo.url, picture);
} finally {
  await browser.close();
  await demo.close();
}
