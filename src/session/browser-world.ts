import { isLoopback } from '../domain/contract/pay-page.ts';
import type * as otherTabsModule from './other-tabs.ts';
import type { Wake, World } from './world.ts';

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** 32 hexadecimal digits. `randomUUID` exists on https pages only, and old shops use http. */
function uuid(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

const prerendering = (): boolean => (document as { prerendering?: boolean }).prerendering === true;

/**
 * Makes the check for a network. `navigator.onLine` is ignored in two cases: on a shop on this machine, which needs no network, and
 * when it is false now, just after this code was loaded: some webviews and VPNs always report that they are offline.
 */
function onlineCheck(): () => boolean {
  const ignored = !navigator.onLine || isLoopback(location.hostname);
  return () => ignored || navigator.onLine;
}

function onWake(listener: (wake: Wake) => void, signal: AbortSignal): void {
  // a page that has become hidden does not look
  const look = () => document.hidden || listener('look');
  addEventListener('pageshow', ({ persisted }) => listener(persisted ? 'back' : 'look'), { signal });
  addEventListener('online', look, { signal });
  addEventListener('focus', look, { signal });
  addEventListener('storage', () => listener('storage'), { signal });
  document.addEventListener('visibilitychange', look, { signal });
  document.addEventListener('prerenderingchange', look, { signal });
}

type OtherTabs = typeof otherTabsModule;

let loading: Promise<OtherTabs | null> | undefined;

/** Loads late, since nothing waits for it. If it fails to load, each tab asks for itself. */
const otherTabs = () => (loading ??= import('./other-tabs.ts').catch(() => null));

/** The world of a real page. @param scope tells signers apart: the signer's address, or `own` */
export function browserWorld(scope: string): World {
  const isOnline = onlineCheck();
  let hint: (() => void) | undefined;
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    uuid,
    sleep,
    fetch: (input, init) => fetch(input, init),
    get storage() {
      return localStorage;
    },
    awake: () => !document.hidden && isOnline() && !prerendering(),
    onWake: (listener) => {
      const controller = new AbortController();
      const { signal } = controller;
      onWake(listener, signal);
      void otherTabs().then((tabs) => {
        hint = tabs?.shareHints(`kvit:1:${scope}`, () => listener('hint'), signal);
      });
      return () => controller.abort();
    },
    hint: () => hint?.(),
    takeTurns: (name, changed, signal) =>
      void otherTabs().then((tabs) => tabs?.takeTurns(name, changed, signal)),
  };
}
