import type { Guise } from '../driver/tab.ts';

/** What an app's built-in browser does with storage. */
type Storage = 'kept' | 'empty on each load' | 'null' | 'throws';

interface App {
  readonly name: string;
  readonly userAgent: string;
  readonly storage: Storage;
  /** a page that asks for a tab gets none, or there is nothing to ask */
  readonly open: 'gives none' | 'is missing';
  /** the browser calls itself offline whatever happens */
  readonly offline?: boolean;
}

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; SM-S911B Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.6778.135 Mobile Safari/537.36';

/** Each limit has been met in one app or another; which app has which changes with every release. */
export const APPS: readonly App[] = [
  {
    name: 'Telegram on iOS',
    userAgent: `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1 Telegram-iOS/11.11`,
    storage: 'empty on each load',
    open: 'gives none',
  },
  {
    name: 'Telegram on Android',
    userAgent: `${ANDROID} Telegram-Android/11.9.0 (Samsung SM-S911B; Android 14; SDK 34; HIGH)`,
    storage: 'kept',
    open: 'is missing',
    offline: true,
  },
  {
    name: 'VK on iOS',
    userAgent: `${IPHONE} Mobile/15E148 com.vk.vkclient/8.120`,
    storage: 'throws',
    open: 'gives none',
  },
  {
    name: 'VK on Android',
    userAgent: `${ANDROID} VKAndroidApp/8.120-24811 (Android 14; SDK 34; arm64-v8a; samsung SM-S911B; ru)`,
    storage: 'null',
    open: 'is missing',
  },
  {
    name: 'Instagram on iOS',
    userAgent: `${IPHONE} Mobile/22F76 Instagram 382.0.0.28.87 (iPhone15,2; iOS 18_5; ru_RU; ru; scale=3.00; 1179x2556; 740173625)`,
    storage: 'kept',
    open: 'gives none',
  },
  {
    name: 'Instagram on Android',
    userAgent: `${ANDROID} Instagram 382.0.0.49.84 Android (34/14; 450dpi; 1080x2340; samsung; SM-S911B; dm1q; qcom; ru_RU; 740173625)`,
    storage: 'throws',
    open: 'is missing',
    offline: true,
  },
];

const STORAGE: Readonly<Record<Storage, string>> = {
  kept: '',
  'empty on each load': `if (location.protocol !== 'about:') for (const name of STORES) window[name].clear();`,
  null: `for (const name of STORES) Object.defineProperty(window, name, { get: () => null });`,
  throws: `for (const name of STORES) Object.defineProperty(window, name, {
    get() { throw new DOMException('The operation is insecure.', 'SecurityError'); },
  });`,
};

/** Chromium in the place of an app's built-in browser. */
export function guiseOf({ userAgent, storage, open, offline = false }: App): Guise {
  const script = `
    const STORES = ['localStorage', 'sessionStorage'];
    ${STORAGE[storage]}
    ${open === 'is missing' ? 'delete window.open; window.open = undefined;' : 'window.open = () => null;'}
    for (const [owner, name] of [[window, 'BroadcastChannel'], [Navigator.prototype, 'locks'], [Navigator.prototype, 'share']])
      delete owner[name];
    ${offline ? `Object.defineProperty(navigator, 'onLine', { get: () => false });` : ''}`;
  return { userAgent, viewport: { width: 390, height: 664 }, hasTouch: true, script };
}
