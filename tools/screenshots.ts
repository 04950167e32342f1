/** Makes the pictures of the README and of docs/branding.md: the demo's own pages, cropped to what they are about. */
import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startDemo } from '../demo/start-demo.ts';
import { CHROMIUM_FLAGS } from '../test/tools/chromium-flags.ts';
import { programPath } from './browsers.ts';

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly dark?: boolean;
  /** what is there when the page is ready */
  readonly ready: string;
  readonly crop: string;
  /** is in the frame */
  readonly framed?: boolean;
  /** no more than that of it, from its top */
  readonly height?: number;
}

const FOLDER = 'docs/pictures';
const PHONE = 390;
const DESKTOP = 1120;
const MOST_BYTES = 60 * 1024;
const PAY = 'kvit-checkout [part="pay"]';

/** A scene of the gallery, which plays the same on every machine and every day. */
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
    crop: '.bench',
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
  // what stands at the edge of the screen is no part of a picture
  await page.evaluate(`document.querySelector('.test-panel')?.remove()`);
  await settle(page);
  return page;
}

/** The widget in the playground's frame comes with its order, a moment after the page. */
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
