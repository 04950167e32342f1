/** Every scene of the gallery, and a few more, on one page that a test can dress and photograph. */
import { bringMonospace, loadFonts } from './fonts.ts';
import { foreignLetters } from './foreign-letters.ts';
import { deepElements, measure, type Contrast } from './measure.ts';
import { play, sceneList, type Stage } from './scenes.ts';

/** Where a stage stands in a picture, in whole pixels. */
export interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Wall {
  /** how tall each stage is at this width, in this scheme */
  dress(width: number, scheme: string): Record<string, number>;
  /** Shows these stages at these places, and nothing else. @param mark the colour of the corner by which a picture is known */
  pose(places: readonly Place[], mark: string): Promise<void>;
  /** Shows these stages one under another as a page does; all of them when none is named. */
  show(...ids: string[]): void;
  /** what stands on what in each scene, and how well it is told apart */
  contrasts(): Record<string, Contrast[]>;
  /** letters that are drawn in a font of the machine, in words */
  foreignLetters(): Promise<string[]>;
  /** how much moves */
  moving(): number;
}

declare global {
  interface Window {
    wall?: Wall;
  }
}

/** From this on a stage has the margins of a desktop page. */
const WIDE = 600;

const LOOK_MS = 100;
/** longer than the page's patience with a busy machine before it fetches what can wait */
const CALM_LOOKS = 7;

const stages = new Map<string, HTMLElement>();
const root = document.documentElement;

function hang(list: Element): Stage[] {
  return sceneList(new URLSearchParams(location.search)).map((scene) => {
    const element = scene.make();
    const stage = document.createElement('li');
    stage.id = scene.id;
    stage.className = 'stage';
    stage.append(element);
    list.append(stage);
    stages.set(scene.id, stage);
    return { scene, element, stage };
  });
}

/** What turns for ever stands, what moves once is at its end, and nobody has the focus. */
function still(): void {
  for (const animation of animations()) {
    const { effect } = animation;
    if (effect?.getTiming().iterations !== Infinity) animation.finish();
    // it has no style of its own to be stilled by
    else if (effect instanceof KeyframeEffect && effect.pseudoElement) animation.cancel();
    else if (effect instanceof KeyframeEffect && effect.target instanceof SVGElement)
      effect.target.style.animation = 'none';
  }
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  // a host that holds the focus deep inside need not give it up
  if (active instanceof HTMLElement) active.blur();
}

/** A document knows nothing of what moves in its shadow roots, nor without `subtree` an element of what is drawn before it. */
const animations = (): Animation[] => [
  ...new Set(deepElements(document).flatMap((element) => element.getAnimations({ subtree: true }))),
];

const drawn = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

const wall: Wall = {
  dress(width, scheme) {
    root.style.colorScheme = scheme;
    for (const stage of stages.values()) {
      stage.hidden = false;
      stage.classList.toggle('wide', width >= WIDE);
      Object.assign(stage.style, { width: `${width}px`, height: '' });
    }
    return Object.fromEntries(
      [...stages].map(([id, stage]) => [id, Math.ceil(stage.getBoundingClientRect().height)]),
    );
  },
  async pose(places, mark) {
    root.classList.add('posing');
    root.style.setProperty('--mark', mark);
    for (const [id, stage] of stages) {
      const place = places.find((one) => one.id === id);
      stage.hidden = !place;
      if (!place) continue;
      const { x, y, height } = place;
      Object.assign(stage.style, { left: `${x}px`, top: `${y}px`, height: `${height}px` });
    }
    still();
    await drawn();
  },
  show(...ids) {
    root.classList.remove('posing');
    for (const [id, stage] of stages) {
      stage.hidden = ids.length > 0 && !ids.includes(id);
      Object.assign(stage.style, { left: '', top: '', height: '' });
    }
  },
  contrasts: () => Object.fromEntries([...stages].map(([id, stage]) => [id, measure(stage)])),
  foreignLetters: () => foreignLetters(stages),
  moving: () => animations().length,
};

/** Everything that a reader or a ruler could tell, shadow roots included. */
function outline(node: Element | ShadowRoot): string {
  const inner = [...node.children].map((child) => outline(child)).join('');
  if (node instanceof ShadowRoot) return inner;
  // not the rectangle, which turns with an icon
  const size = node instanceof HTMLElement ? `${node.offsetWidth}×${node.offsetHeight}` : '';
  const shadow = node.shadowRoot ? outline(node.shadowRoot) : '';
  return `<${node.localName} ${size}${node.children.length > 0 ? '' : node.textContent}>${shadow}${inner}`;
}

/** Waits until nothing has changed for a while: chunks come when the page is idle, and each draws its element anew. */
async function settled(): Promise<void> {
  let before = '';
  for (let same = 0; same < CALM_LOOKS;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const now = outline(document.body);
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

async function open(): Promise<void> {
  root.lang = new URLSearchParams(location.search).get('lang') ?? 'ru';
  bringMonospace();
  await loadFonts();
  const list = document.querySelector('ul');
  if (list) await play(hang(list));
  await settled();
  window.wall = wall;
}

void open();
