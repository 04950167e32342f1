import type { Action } from '../actions/action.ts';
import { BUYER_ACTIONS } from '../actions/buyer-actions.ts';
import { converge } from '../actions/converge.ts';
import { startInRareState } from '../actions/rare-start.ts';
import { SHOP_ACTIONS } from '../actions/shop-actions.ts';
import type { Kit } from '../engine/kit.ts';
import { INVARIANTS } from '../invariants/all.ts';
import { InvariantChecker, type Violation } from '../invariants/invariant.ts';
import { ObservedState } from '../trace/observed-state.ts';
import type { Trace } from '../trace/trace.ts';
import { World } from '../world/world.ts';

const ACTIONS: readonly Action[] = [...BUYER_ACTIONS, ...SHOP_ACTIONS];

export interface Outcome {
  readonly seed: number;
  readonly violation: Violation | null;
  readonly trace: Trace;
}

/** One schedule: random actions in a world of one seed, then convergence, with every invariant checked on the way. */
export class Simulation {
  readonly seed: number;
  readonly #world: World;
  readonly #checker: InvariantChecker;

  constructor(kit: Kit, seed: number) {
    const observed = new ObservedState();
    const checker = new InvariantChecker(INVARIANTS, observed);
    this.seed = seed;
    this.#checker = checker;
    this.#world = new World({
      kit,
      seed,
      observed,
      check: (entry) => checker.check(entry),
      running: () => this.violation === null,
    });
  }

  get trace(): Trace {
    return this.#world.trace;
  }

  get violation(): Violation | null {
    return this.#checker.violations[0] ?? null;
  }

  async run(): Promise<Outcome> {
    const world = this.#world;
    const { random, browser, shop, gateway } = world;
    browser.open(random.pick(shop.orders));
    await startInRareState(world);
    const steps = random.between(8, 40);
    for (let step = 0; step < steps && world.running(); step += 1) {
      gateway.sandbox.scenario = pickScenario(world);
      // Not awaited: the action may wait for virtual time that passes only below.
      void pickAction(world).run(world);
      await world.advance(pickPause(world));
    }
    if (world.running()) await converge(world);
    return { seed: this.seed, violation: this.violation, trace: this.trace };
  }
}

function pickAction({ faults, random }: World): Action {
  const able = ACTIONS.filter(({ fault }) => fault === null || faults.has(fault));
  let left = random.next() * able.reduce((sum, { weight }) => sum + weight, 0);
  const found = able.find(({ weight }) => {
    left -= weight;
    return left <= 0;
  });
  return found ?? random.pick(able);
}

/** Milliseconds until the next action. */
function pickPause({ random }: World): number {
  const kind = random.next();
  if (kind < 0.35) return random.between(0, 60);
  if (kind < 0.65) return random.between(100, 2500);
  if (kind < 0.87) return random.between(2000, 12_000);
  if (kind < 0.99) return random.between(10_000, 60_000);
  return random.between(900_000, 1_000_000);
}

function pickScenario({ faults, random }: World): 'slow' | 'endless' | 'late-success' | 'paid' {
  if (faults.has('takes its time') && random.chance(0.5)) return random.pick(['slow', 'endless'] as const);
  return faults.has('pays late') && random.chance(0.4) ? 'late-success' : 'paid';
}
