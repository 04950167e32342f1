import { after, afterEach, before, beforeEach } from 'node:test';
import { startDemo, type Demo } from '../../../demo/start-demo.ts';
import type { PaymentReport } from '../../../src/sandbox/index.ts';
import { chosenEngines, type EngineName } from '../../../tools/browsers.ts';
import type { Browser } from '../driver/browser.ts';
import { inEngines } from '../driver/in-engines.ts';
import { Buyer } from './buyer.ts';

/** On the sandbox's clock, which a test turns. */
const HELD_MS = 60_000;

/** What a test has at hand; each test has a buyer with a clean browser. */
export interface Scene {
  readonly browser: Browser;
  readonly demo: Demo;
  readonly buyer: Buyer;
  /** From now on the gateway answers nobody. @param outcome of the payments that it is asked for. @returns lets it answer */
  holdGateway(outcome?: 'paid' | 'slow'): () => void;
  /** What the gateway knows of an order, all attempts, oldest first. */
  payments(order: string): PaymentReport[];
}

/** @param first true in one engine alone, for what no engine can change */
type DeclareTests = (scene: () => Scene, engine: EngineName, first: boolean) => void;

/** Declares the same tests once for each engine, in a demo shop of this file's own. Call it once in a file. */
export function inShop(title: string, declareTests: DeclareTests): void {
  let demo: Demo | undefined;
  before(async () => {
    demo = await startDemo({ port: 0, quiet: true, built: true });
  });
  after(() => demo?.close());

  inEngines(title, (browser, engine) => {
    let scene: Scene | undefined;
    beforeEach(async () => {
      if (demo === undefined) throw new Error('the demo is not there');
      demo.sandbox.scenario = 'paid';
      scene = makeScene(browser(), demo, new Buyer(await browser().session(), browser().name, demo));
    });
    afterEach(async () => {
      try {
        await scene?.buyer.assertNoErrors();
      } finally {
        await scene?.buyer.session.close();
      }
    });
    declareTests(
      () => {
        if (scene === undefined) throw new Error('no test is running');
        return scene;
      },
      engine,
      engine === chosenEngines()[0],
    );
  });
}

function makeScene(browser: Browser, demo: Demo, buyer: Buyer): Scene {
  const isOf = (order: string, uuid: string) => uuid === order || uuid.startsWith(`${order}.`);
  return {
    browser,
    demo,
    buyer,
    holdGateway(outcome = 'paid') {
      demo.sandbox.scenario = { outcome, all: { slow: HELD_MS } };
      return () => {
        demo.sandbox.scenario = 'paid';
        demo.sandbox.advance(HELD_MS);
      };
    },
    payments: (order) => demo.sandbox.payments().filter(({ uuid }) => isOf(order, uuid)),
  };
}
