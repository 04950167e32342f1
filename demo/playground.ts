/** The playground: settings on the left, the shop's page with the widget on the right. The address holds all settings. */
import { render } from 'lit';
import { tokens } from '../src/styles/tokens.ts';
import { playScenario } from './panel/scenario-switch.ts';
import { readAddress, writeAddress } from './playground/address.ts';
import { copyButton } from './playground/copy-button.ts';
import { DeviceFrame } from './playground/device-frame.ts';
import { choiceField } from './playground/field.ts';
import { EventList } from './playground/event-list.ts';
import { OrderClient, orderKey } from './playground/order-client.ts';
import { readTokenValues, type TokenValues } from './playground/token-values.ts';
import { THEMES, type PlainName, type Settings } from './playground/settings.ts';
import { settingsView } from './playground/settings-view.ts';
import { snippet } from './playground/snippet.ts';
import { RETURN_PAGE, Preview } from './playground/preview.ts';

const KEPT = 'bulka:playground';
/** Delay in milliseconds, so that typing in the cart does not open an order with every key. */
const SETTLE_MS = 250;
/** The order number if no order could be opened; the widget then shows what is wrong. */
const NO_ORDER = 'no-order';

function find<T extends Element>(selector: string, kind: new () => T): T {
  const element = document.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`the page has no ${selector}`);
  return element;
}

async function loadThemes(): Promise<Record<string, TokenValues>> {
  const own = readTokenValues(tokens.cssText);
  const themes = THEMES.map(async (theme) => {
    if (theme === 'kvit') return [theme, own];
    const file = await fetch(`/demo/themes/${theme}.css`, { headers: { Accept: 'text/css' } });
    return [theme, { ...own, ...readTokenValues(await file.text()) }];
  });
  return Object.fromEntries(await Promise.all(themes)) as Record<string, TokenValues>;
}

/** Reads the settings from the address, or from this tab after its return from the gateway. */
function firstSettings(): Settings {
  if (location.href !== new URL(RETURN_PAGE, location.href).href) return readAddress(location.search);
  try {
    return readAddress(sessionStorage.getItem(KEPT) ?? '');
  } catch {
    return readAddress('');
  }
}

class Playground {
  readonly #themes: Record<string, TokenValues>;
  readonly #events = new EventList(find('#events', HTMLOListElement));
  readonly #preview = new Preview(find('#preview', HTMLIFrameElement), this.#events.add);
  readonly #device = new DeviceFrame(find('#place', HTMLElement), find('#device', HTMLElement));
  readonly #orders = new OrderClient();
  readonly #code = find('#code', HTMLElement);
  #settings = firstSettings();
  #order: { readonly key: string; readonly uuid: string } | null = null;
  #scenario = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(themes: Record<string, TokenValues>) {
    this.#themes = themes;
    addEventListener('popstate', () => this.#apply(readAddress(location.search)));
    find('#new-order', HTMLButtonElement).addEventListener('click', this.#startOver);
    find('#clear', HTMLButtonElement).addEventListener('click', () => this.#events.clear());
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
      // storage is blocked: the return from the gateway shows the initial settings
    }
  }

  #apply(settings: Settings): void {
    this.#settings = settings;
    const { plain } = settings;
    const base = this.#themes[plain.theme] ?? {};
    this.#draw();
    this.#code.textContent = snippet(settings, base);
    this.#device.show(plain.frame);
    void this.#preview.setLooks(settings, base);
    if (plain.scenario !== this.#scenario) void playScenario(plain.scenario);
    this.#scenario = plain.scenario;
    clearTimeout(this.#timer);
    if (this.#order?.key === orderKey(settings)) void this.#preview.show(settings, this.#order.uuid);
    else this.#timer = setTimeout(() => void this.#openOrder(), this.#order ? SETTLE_MS : 0);
  }

  /** Opens the order of these settings; drops the answer if the settings have changed since. */
  async #openOrder(): Promise<void> {
    const settings = this.#settings;
    const uuid = (await this.#orders.numberOf(settings)) ?? NO_ORDER;
    const key = orderKey(settings);
    if (key !== orderKey(this.#settings)) return;
    this.#order = { key, uuid };
    await this.#preview.show(this.#settings, uuid);
  }

  readonly #startOver = (): void => {
    this.#orders.forget();
    this.#order = null;
    this.#apply(this.#settings);
  };

  #draw(): void {
    const settings = this.#settings;
    const setPlain = (name: PlainName, value: string) =>
      this.#change({ ...settings, plain: { ...settings.plain, [name]: value } });
    const view = {
      settings,
      themes: this.#themes,
      wide: WIDE,
      setPlain,
      setRows: (rows: Settings['rows']) => this.#change({ ...settings, rows }),
      setTokens: (own: TokenValues, settled: boolean) => this.#change({ ...settings, tokens: own }, settled),
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

new Playground(await loadThemes());
document.documentElement.dataset['ready'] = 'yes';
