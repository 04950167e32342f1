import type { Page } from '../../e2e/driver/page.ts';
import { poll } from '../../e2e/driver/poll.ts';
import type { Place } from '../page/wall.ts';
import { decode, type Picture } from './picture.ts';
import { WIDTHS, type Form, type Scheme } from './shoot.ts';

/** What its pictures are called. */
export const DIALOG = 'button-dialog';

const HEIGHT = 700;

/** Presses the button of the wall and waits until its checkout can be paid. */
export async function openDialog(page: Page): Promise<void> {
  await page.click('kvit-button [part="button"]');
  await page.waitFor('kvit-button dialog [part="pay"]');
}

/** The whole window with the dialog in it: the top layer is above everything that the wall could lay out. */
export async function shootDialog(page: Page, form: Form, scheme: Scheme): Promise<Picture> {
  await page.viewport(WIDTHS[form], HEIGHT);
  await page.evaluate(`wall.dress(${WIDTHS[form]}, '${scheme}')`);
  // nobody has the focus, as in the other pictures, and what rises has risen
  const place: Place = { id: 'button', x: 0, y: 0, width: WIDTHS[form], height: HEIGHT };
  await page.evaluate(`wall.pose(${JSON.stringify([place])}, '#fff')`);
  let last = '';
  const picture = await poll(async () => {
    const before = last;
    const bytes = await page.picture();
    last = Buffer.from(bytes).toString('base64');
    return last === before && bytes;
  });
  if (!picture) throw new Error('the dialog does not come to rest');
  return decode(picture);
}
