import type { Page } from '../../e2e/driver/page.ts';
import { poll } from '../../e2e/driver/poll.ts';
import type { Place } from '../page/wall.ts';
import { cut, decode, type Picture } from './picture.ts';

export const SCHEMES = ['light', 'dark'] as const;
export const WIDTHS = { phone: 360, desktop: 900 } as const;
export type Scheme = (typeof SCHEMES)[number];
export type Form = keyof typeof WIDTHS;

/** Large, so that few screenshots show everything: all three engines have windows larger than their screen. */
const VIEW = { width: 1840, height: 3000 };
/** The corner that is marked stays free. */
const ROOM = VIEW.height - 8;
const GAP = 8;
/** A wall takes ten seconds on an idle machine. */
const PATIENCE = 240_000;

export async function openWall(page: Page, url: string): Promise<void> {
  await page.viewport(VIEW.width, VIEW.height);
  await page.goto(url);
  if (await poll(() => page.evaluate<boolean>('Boolean(window.wall)'), PATIENCE)) return;
  throw new Error(`the wall does not get ready\n${page.errors().join('\n')}`);
}

/** Lays stages out in columns, on as many sheets as they need. */
export function layOut(heights: Readonly<Record<string, number>>, width: number): Place[][] {
  const columns = Math.floor((VIEW.width + GAP) / (width + GAP));
  const sheets: Place[][] = [];
  let filled: number[] = [];
  // by name: engines may tell them in another order
  for (const [id, height] of Object.entries(heights).toSorted(([a], [b]) => a.localeCompare(b))) {
    if (height > ROOM) throw new Error(`${id} is ${height} pixels tall, which no window shows`);
    let column = filled.findIndex((used) => used + height <= ROOM);
    if (column < 0) {
      sheets.push([]);
      filled = Array.from({ length: columns }, () => 0);
      column = 0;
    }
    const y = filled[column] ?? 0;
    filled[column] = y + height + GAP;
    sheets.at(-1)?.push({ id, x: column * (width + GAP), y, width, height });
  }
  return sheets;
}

let poses = 0;

/** A screenshot of stages in their places, as soon as there is one that shows them. */
async function takeSheet(page: Page, places: readonly Place[]): Promise<Picture> {
  poses += 1;
  const mark = [poses % 200, 255 - (poses % 200), 128];
  await page.evaluate(`wall.pose(${JSON.stringify(places)}, 'rgb(${mark.join(' ')})')`);
  const sheet = await poll(async () => {
    const shot = decode(await page.picture());
    const corner = (shot.width * (shot.height - 3) - 4) * 4;
    return mark.every((value, channel) => shot.data[corner + channel] === value) && shot;
  });
  if (!sheet) throw new Error('the window does not show what the page does');
  return sheet;
}

/** A picture of every stage of the wall, by the name of its scene. */
export async function shoot(page: Page, form: Form, scheme: Scheme): Promise<Map<string, Picture>> {
  const width = WIDTHS[form];
  const heights = await page.evaluate<Record<string, number>>(`wall.dress(${width}, '${scheme}')`);
  const pictures = new Map<string, Picture>();
  for (const places of layOut(heights, width)) {
    const sheet = await takeSheet(page, places);
    for (const place of places)
      pictures.set(place.id, cut(sheet, place.x, place.y, place.width, place.height));
  }
  return pictures;
}
