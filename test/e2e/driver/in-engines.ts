import { after, before, describe } from 'node:test';
import type { EngineName } from '../../../tools/browsers.ts';
import type { Browser } from './browser.ts';
import { engines } from './engines.ts';

/** Declares the same tests once for each engine; the browser is there as soon as a test runs. */
export function inEngines(
  title: string,
  declareTests: (browser: () => Browser, engine: EngineName) => void,
): void {
  for (const engine of engines()) {
    describe(`${title} (${engine.name})`, () => {
      let opened: Browser | undefined;
      before(async () => {
        opened = await engine.open();
      });
      after(() => opened?.close());
      declareTests(() => {
        if (opened === undefined) throw new Error(`${engine.name} is not open yet`);
        return opened;
      }, engine.name);
    });
  }
}
