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

/** `randomUUID` exists on secure pages only, and old shops are not. */
function uuid(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

const prerendering = (): boolean => (document as { prerendering?: boolean }).prerendering === true;

/**
 * A shop on this machine, as while it is being built, can be asked without any network. And a browser that calls itself
 * offline when this code has just come over the network does not know: some webviews and VPNs make it say so always.
 */
function onlineTeller(): () => boolean {
  const unknown = !navigator.onLine || isLoopback(location.hostname);
  return () => unknown || navigator.onLine;
}

function onWake(listener: (wake: Wake) => void, signal: AbortSignal): void {
  // going away makes a page hidden, which is no reason to look
  const look = () => document.hidden || listener('look');
  addEventListener('pageshow', ({ persisted }) => listener(persisted ? 'back' : 'look'), { signal });
  addEventListener('online', look, { signal });
  addEventListener('focus', look, { signal });
  addEventListener('storage', () => listener('storage'), { signal });
  document.addEventListener('visibilitychange', look, { signal });
  document.addEventListener('prerenderingchange', look, { signal });
}

type OtherTabs = typeof otherTabsModule;

let asked: Promise<OtherTabs | null> | undefined;

/** A file of its own, since nothing waits for it. Where it does not come, nothing is missing but courtesy. */
const otherTabs = () => (asked ??= import('./other-tabs.ts').catch(() => null));

/** The real world of a page. @param scope tells signers apart */
export function browserWorld(scope: string): World {
  const isOnline = onlineTeller();
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
