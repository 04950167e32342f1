import { isJsonObject, NumberText, parseJson } from '../values/json-text.ts';
import { parseDecimal } from '../values/kopecks.ts';
import { magicScenario } from './magic-amounts.ts';
import { type Scenario, SCRIPTS } from './scenario.ts';
import { readScenario, scenarioOf } from './script-reader.ts';
import { ScriptRun } from './script-run.ts';

/** Holds the current scenario and gives a payment its run: the current one, or the one of its magic amount. */
export class ScenarioPlayer {
  readonly magicAmounts: boolean;
  readonly #magic = new Map<string, ScriptRun>();
  #scenario: Scenario;
  #run: ScriptRun;

  /** @throws TypeError for an unknown scenario or a malformed script. */
  constructor(scenario: Scenario, magicAmounts: boolean) {
    this.#run = readScenario(scenario);
    this.#scenario = scenarioOf(this.#run, scenario);
    this.magicAmounts = magicAmounts;
  }

  get scenario(): Scenario {
    return this.#scenario;
  }

  /** Starts a scenario from its beginning. @throws TypeError, with no effect, for an unknown scenario or a malformed script. */
  set scenario(scenario: unknown) {
    this.#run = readScenario(scenario);
    this.#scenario = scenarioOf(this.#run, scenario);
  }

  /** The run of the current scenario. */
  get run(): ScriptRun {
    return this.#run;
  }

  /** The run for an amount in kopecks. */
  runFor(amount: bigint): ScriptRun {
    const name = this.magicAmounts ? magicScenario(amount) : null;
    if (name === null) return this.#run;
    const run = this.#magic.get(name) ?? new ScriptRun(name, SCRIPTS[name]);
    this.#magic.set(name, run);
    return run;
  }

  /** The run for the unchecked body of a request to create a payment. */
  runForBody(text: string): ScriptRun {
    const amount = this.magicAmounts ? amountIn(text) : null;
    return amount === null ? this.#run : this.runFor(amount);
  }
}

function amountIn(text: string): bigint | null {
  try {
    const body = parseJson(text);
    const amount = isJsonObject(body) ? body['amount'] : null;
    const written = amount instanceof NumberText ? amount.text : amount;
    return typeof written === 'string' ? parseDecimal(written, 2) : null;
  } catch {
    return null;
  }
}
