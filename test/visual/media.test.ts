import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HAS_CHROMIUM, inChromium } from './support/chromium.ts';

interface Control {
  readonly what: string;
  readonly edge: string;
  readonly width: string;
  readonly ground: string;
  readonly ring: string;
}

interface Mark {
  readonly what: string;
  readonly stroke: string;
  readonly ground: string;
}

/** Deep inside every scene; runs in the page. */
const CONTROLS = `(async () => {
  const { deepElements } = await import('/test/visual/page/measure.ts');
  return deepElements(document.body)
    .filter((one) => one.matches('button:not(.plain), input') && one.getClientRects().length > 0)
    .map((one) => {
      one.focus({ preventScroll: true });
      const { borderTopColor, borderTopWidth, borderTopStyle, backgroundColor, outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
      return {
        what: one.localName + ' ' + (one.getAttribute('aria-label') ?? one.textContent.trim()),
        checkbox: one.type === 'checkbox',
        edge: borderTopColor,
        width: borderTopStyle === 'none' ? '0px' : borderTopWidth,
        ground: backgroundColor,
        disabled: one.disabled,
        ring: outlineStyle + ' ' + outlineWidth + ' ' + outlineColor,
      };
    });
})()`;

const MARKS = `(async () => {
  const { deepElements } = await import('/test/visual/page/measure.ts');
  return deepElements(document.body)
    .filter((one) => one.matches('svg'))
    .map((one) => {
      const { stroke, fill } = getComputedStyle(one);
      return { what: one.getAttribute('class'), stroke: stroke === 'none' ? fill : stroke };
    });
})()`;

describe('what a buyer has told the system', { skip: !HAS_CHROMIUM && 'needs Chromium' }, () => {
  const { open } = inChromium();

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`few colours, ${colorScheme}: every control keeps an edge and a focus ring, every mark its ink`, async () => {
      const page = await open('', { forcedColors: 'active', colorScheme });
      await page.keyboard.press('Tab');
      const [ink, ground] = await page.evaluate<[string, string]>(`(() => {
        const probe = document.body.appendChild(document.createElement('p'));
        probe.style.cssText = 'color: CanvasText; background: Canvas';
        const { color, backgroundColor } = getComputedStyle(probe);
        probe.remove();
        return [color, backgroundColor];
      })()`);
      assert.notEqual(ink, ground);
      const controls = await page.evaluate<(Control & { checkbox: boolean; disabled: boolean })[]>(CONTROLS);
      assert.ok(controls.length > 50, `${controls.length} controls`);
      const bare = controls.filter(
        ({ checkbox, width, edge }) => !checkbox && (width === '0px' || edge === ground),
      );
      assert.deepEqual(bare, []);
      const ringless = controls.filter(
        ({ disabled, ring }) => !disabled && !(/^(?:solid|auto) [2-9]/.test(ring) && !ring.endsWith(ground)),
      );
      assert.deepEqual(ringless, []);
      const marks = await page.evaluate<Mark[]>(MARKS);
      assert.ok(marks.length > 20, `${marks.length} marks`);
      // a QR code is on white paper whatever the colours are, or no camera reads it
      const inkless = marks.filter(({ what, stroke }) => what !== 'qr' && stroke === ground);
      assert.deepEqual(inkless, []);
      await page.close();
    });
  }

  test('no motion: nothing moves in any scene', async () => {
    const page = await open('', { reducedMotion: 'reduce' });
    assert.equal(await page.evaluate('wall.moving()'), 0);
    await page.close();
  });

  test('and with no such wish something does', async () => {
    const page = await open('?only=checking&only=status-checking');
    assert.equal(await page.evaluate('wall.moving()'), 2);
    await page.close();
  });
});
