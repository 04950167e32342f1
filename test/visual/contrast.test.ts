import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Contrast } from './page/measure.ts';
import { HAS_CHROMIUM, inChromium } from './support/chromium.ts';
import { SCHEMES, WIDTHS } from './support/shoot.ts';

const FOLDER = 'demo/themes';
const THEMES: Readonly<Record<string, string>> = {
  defaults: ':root {}',
  ...Object.fromEntries(readdirSync(FOLDER).map((file) => [file, readFileSync(`${FOLDER}/${file}`, 'utf8')])),
};

type Found = Readonly<Record<string, readonly Contrast[]>>;

const words = (id: string, { what, front, back, ratio, least }: Contrast): string =>
  `${id}: ${what}, ${front} on ${back}: ${ratio.toFixed(2)} instead of ${least}`;

function weak(found: Found): string[] {
  return Object.entries(found).flatMap(([id, all]) =>
    all.filter(({ ratio, least }) => ratio < least).map((one) => words(id, one)),
  );
}

describe(
  'what is drawn can be told from what it is drawn on',
  { skip: !HAS_CHROMIUM && 'needs Chromium' },
  () => {
    const { open } = inChromium();

    test('every text, edge, icon and focus ring of every scene, in every theme, light and dark', async () => {
      const page = await open();
      // focus rings are for who uses the keyboard
      await page.keyboard.press('Tab');
      for (const [name, css] of Object.entries(THEMES)) {
        const theme = await page.addStyleTag({ content: css });
        for (const scheme of SCHEMES) {
          for (const width of Object.values(WIDTHS)) {
            await page.evaluate(`wall.dress(${width}, '${scheme}')`);
            const found = await page.evaluate<Found>('wall.contrasts()');
            const kinds = Object.values(found).flatMap((all) => all.map(({ what }) => what.split(' of ')[0]));
            for (const kind of ['text', 'edge', 'icon', 'QR code', 'notice', 'focus ring'])
              assert.ok(kinds.includes(kind), `no ${kind} was measured`);
            assert.ok(kinds.length > 500, `only ${kinds.length} were measured`);
            const wrong = weak(found);
            if (wrong.length > 0) assert.fail(`${name}, ${scheme}\n${[...new Set(wrong)].join('\n')}`);
          }
        }
        await theme.evaluate((element) => (element as Element).remove());
      }
      await page.close();
    });

    test('a pale line around a button is caught, and a ring that cannot be seen', async () => {
      const page = await open('?only=editable');
      await page.addStyleTag({ content: ':root { --kvit-muted: #cccccc; --kvit-accent: #eeeeee }' });
      await page.keyboard.press('Tab');
      const wrong = weak(await page.evaluate<Found>('wall.contrasts()')).join('\n');
      for (const kind of ['text', 'edge', 'focus ring'])
        assert.match(wrong, new RegExp(`^editable: ${kind}`, 'm'));
      await page.close();
    });
  },
);
