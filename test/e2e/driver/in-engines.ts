import { after, before, describe } from 'node:test';
import type { EngineName } from '../../../tools/browsers.ts';
import type { Browser } from './browser.ts';
import { engines } from './engines.ts';

type DeclareTests = (browser: () => Browser, engine: EngineName) => void;

/** Declares the same tests once for each engine; the browser is there as soon as a test runs. */
export function inEngines(title: string, declareTests: DeclareTests): void {
  declare(engines(), title, declareTests);
}

/** Declares tests whose subject is not the browser in the first engine alone. */
export function inOneEngine(title: string, declareTests: DeclareTests): void {
  declare(engines().slice(0, 1), title, declareTests);
}

/** Declares tests of what only Chromium can be made to do. */
export function inChromium(title: string, declareTests: DeclareTests): void {
  declare(
    engines().filter(({ name }) => name === 'chromium'),
    title,
    declareTests,
  );
}

function declare(chosen: ReturnType<typeof engines>, title: string, declareTests: DeclareTests): void {
  for (const engine of chosen) {
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
