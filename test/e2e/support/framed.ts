import assert from 'node:assert/strict';
import type { EngineName } from '../../../tools/browsers.ts';
import type { Page } from '../driver/page.ts';
import { poll } from '../driver/poll.ts';

/** Inside the frame: says again and again how its checkout stands and where its buttons lie. */
export const TELLING = `<script>
  const element = () => document.querySelector('kvit-checkout');
  const button = (name) => element()?.shadowRoot?.querySelector('[part="' + name + '"]');
  addEventListener('message', ({ data }) => button(data)?.click());
  let n = 0;
  setInterval(() => {
    n += 1;
    const points = {};
    for (const name of ['pay', 'back']) {
      const box = button(name)?.getBoundingClientRect();
      if (box) points[name] = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    }
    parent.postMessage({ n, state: element()?.getAttribute('state'), points }, '*');
  }, 50);
</script>`;

/** The page around it: keeps what it was told last. */
export const framing = (src: string, attributes = ''): string => `
  <script>addEventListener('message', ({ data }) => { window.told = data; });</script>
  <iframe src="${src}" ${attributes} width="700" height="740" style="border: 0"></iframe>`;

interface Told {
  /** which of the messages it is */
  readonly n: number;
  readonly state: string | null;
  readonly points: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
}

/** A checkout in a frame that may be of another origin, where no test can look. */
export class Framed {
  readonly #page: Page;
  readonly #engine: EngineName;

  constructor(page: Page, engine: EngineName) {
    this.#page = page;
    this.#engine = engine;
  }

  async sees(...states: readonly string[]): Promise<void> {
    const seen = await this.#toldThat(({ state }) => states.includes(String(state)));
    assert.ok(seen, `the frame is not at ${states.join(' or ')}: ${JSON.stringify(await this.#told())}`);
  }

  /** A true press: browsers let a frame do more after one. In Firefox, which does not mind, its driver cannot reach it. */
  async presses(part: 'pay' | 'back'): Promise<void> {
    let last = { n: 0, place: '' };
    const still = ({ n, points }: Told): boolean => {
      const before = last;
      last = { n, place: JSON.stringify(points[part] ?? '') };
      return points[part] !== undefined && n !== before.n && last.place === before.place;
    };
    const point = (await this.#toldThat(still))?.points[part];
    assert.ok(point, `the frame has no button ${part}: ${JSON.stringify(await this.#told())}`);
    if (this.#engine === 'firefox') return this.#page.evaluate(PRESS, part);
    const edge = await this.#page.evaluate<{ x: number; y: number }>(FRAME_EDGE);
    await this.#page.clickAt({ x: edge.x + point.x, y: edge.y + point.y });
  }

  #told(): Promise<Told | null> {
    return this.#page.evaluate<Told | null>('window.told ?? null');
  }

  #toldThat(holds: (told: Told) => boolean): Promise<Told | undefined> {
    return poll(async () => {
      const told = await this.#told();
      return told !== null && holds(told) && told;
    });
  }
}

const FRAME_EDGE = `(({ left, top }) => ({ x: left, y: top }))(document.querySelector('iframe').getBoundingClientRect())`;

const PRESS = (name: string): void => document.querySelector('iframe')?.contentWindow?.postMessage(name, '*');
