/** The playground: settings on the left, the widget as a shop would have it on the right, all of it in the address. */
import { render } from 'lit';
import { tokens } from '../src/styles/tokens.ts';
import { playScenario } from './panel/scenario-switch.ts';
import { readAddress, writeAddress } from './playground/address.ts';
import { copyButton } from './playground/copy-button.ts';
import { Device } from './playground/device.ts';
import { choiceField } from './playground/field.ts';
import { Journal } from './playground/journal.ts';
import { OrderDesk, orderKey } from './playground/order-desk.ts';
import { readPalette, type Palette } from './playground/palette.ts';
import { THEMES, type PlainName, type Settings } from './playground/settings.ts';
import { settingsView } from './playground/settings-view.ts';
import { snippet } from './playground/snippet.ts';
import { RETURN_PAGE, Stage } from './playground/stage.ts';

const KEPT = 'bulka:playground';
/** A cart that is being changed should not open an order with every key. */
const SETTLE_MS = 250;
/** What a widget shows whose order cannot be opened: it says itself what is wrong with it. */
const NO_ORDER = 'no-order';

function find<T extends Element>(selector: string, kind: new () => T): T {
  const element = document.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`the page has no ${selector}`);
  return element;
}

async function loadPalettes(): Promise<Record<string, Palette>> {
  const own = readPalette(tokens.cssText);
  const themes = THEMES.map(async (theme) => {
    if (theme === 'kvit') return [theme, own];
    const file = await fetch(`/demo/themes/${theme}.css`, { headers: { Accept: 'text/css' } });
    return [theme, { ...own, ...readPalette(await file.text()) }];
  });
  return Object.fromEntries(await Promise.all(themes)) as Record<string, Palette>;
}

/** The settings of the address, or those that this tab had before it went to the gateway. */
function firstSettings(): Settings {
  if (location.href !== new URL(RETURN_PAGE, location.href).href) return readAddress(location.search);
  try {
    return readAddress(sessionStorage.getItem(KEPT) ?? '');
  } catch {
    return readAddress('');
  }
}

class Playground {
  readonly #palettes: Record<string, Palette>;
  readonly #journal = new Journal(find('#journal', HTMLOListElement));
  readonly #stage = new Stage(find('#stage', HTMLIFrameElement), this.#journal.add);
  readonly #device = new Device(find('#place', HTMLElement), find('#device', HTMLElement));
  readonly #desk = new OrderDesk();
  readonly #code = find('#code', HTMLElement);
  #settings = firstSettings();
  #order: { readonly key: string; readonly uuid: string } | null = null;
  #scenario = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(palettes: Record<string, Palette>) {
    this.#palettes = palettes;
    addEventListener('popstate', () => this.#apply(readAddress(location.search)));
    find('#new-order', HTMLButtonElement).addEventListener('click', this.#startOver);
    find('#clear', HTMLButtonElement).addEventListener('click', () => this.#journal.clear());
    copyButton(find('#copy', HTMLButtonElement), this.#code, find('#copied', HTMLElement));
    this.#apply(this.#settings);
    this.#keep('replaceState');
  }

  #change(settings: Settings, settled = true): void {
    this.#apply(settings);
    if (settled && writeAddress(settings) !== location.search) this.#keep('pushState');
  }

  #keep(how: 'pushState' | 'replaceState'): void {
    const search = writeAddress(this.#settings);
    history[how](null, '', location.pathname + search);
    try {
      sessionStorage.setItem(KEPT, search);
    } catch {
      // blocked: the way back from the gateway begins with the first settings
    }
  }

  #apply(settings: Settings): void {
    this.#settings = settings;
    const { plain } = settings;
    const base = this.#palettes[plain.theme] ?? {};
    this.#draw();
    this.#code.textContent = snippet(settings, base);
    this.#device.show(plain.frame);
    void this.#stage.dress(settings, base);
    if (plain.scenario !== this.#scenario) void playScenario(plain.scenario);
    this.#scenario = plain.scenario;
    clearTimeout(this.#timer);
    if (this.#order?.key === orderKey(settings)) void this.#stage.show(settings, this.#order.uuid);
    else this.#timer = setTimeout(() => void this.#openOrder(), this.#order ? SETTLE_MS : 0);
  }

  /** Opens the order of these settings, unless others have come meanwhile. */
  async #openOrder(): Promise<void> {
    const settings = this.#settings;
    const uuid = (await this.#desk.numberOf(settings)) ?? NO_ORDER;
    const key = orderKey(settings);
    if (key !== orderKey(this.#settings)) return;
    this.#order = { key, uuid };
    await this.#stage.show(this.#settings, uuid);
  }

  readonly #startOver = (): void => {
    this.#desk.forget();
    this.#order = null;
    this.#apply(this.#settings);
  };

  #draw(): void {
    const settings = this.#settings;
    const setPlain = (name: PlainName, value: string) =>
      this.#change({ ...settings, plain: { ...settings.plain, [name]: value } });
    const view = {
      settings,
      palettes: this.#palettes,
      wide: WIDE,
      setPlain,
      setRows: (rows: Settings['rows']) => this.#change({ ...settings, rows }),
      setTokens: (own: Palette, settled: boolean) => this.#change({ ...settings, tokens: own }, settled),
    };
    render(settingsView(view), find('#settings', HTMLElement));
    const frames = { phone: 'Телефон', tablet: 'Планшет', desktop: 'Компьютер' };
    render(
      choiceField('Экран', 'frame', settings.plain.frame, frames, (value) => setPlain('frame', value)),
      find('#frames', HTMLElement),
    );
  }
}

const WIDE = matchMedia('(min-width: 900px)').matches;

new Playground(await loadPalettes());
document.documentElement.dataset['ready'] = 'yes';
