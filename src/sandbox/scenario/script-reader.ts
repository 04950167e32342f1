import { OPERATIONS } from './operation.ts';
import { isNamedScenario, type Scenario, SCRIPTS } from './scenario.ts';
import { COURSES, FAULT_STATUSES, type ScenarioScript } from './script.ts';
import { ScriptRun } from './script-run.ts';

const ANSWER_WORDS = [
  'ok',
  'lost-before',
  'lost-after',
  'lost-once',
  'html',
  'html-after',
  'truncated',
  'reset',
];
const CALLBACK_WORDS = [
  'ok',
  'lost',
  'doubled',
  'late',
  'early',
  'forged-uuid',
  'forged-amount',
  'forged-id',
  'forged-word',
];
const LONGEST_MS = 10 * 366 * 86_400_000;
const MOST_STATUS = 1_000_000;

type Check = (value: unknown) => boolean;

const BEHAVIOURS: Readonly<Record<string, Check>> = {
  outcome: (value) => isOneOf(COURSES, value) || isSteps(value),
  callback: (value) => isOneOf(CALLBACK_WORDS, value) || isTime(value, 'late') || isTime(value, 'early'),
  forge: (value) => isOneOf(['none', 'unpaid', 'uuid', 'amount', 'id'], value),
  receipts: (value) =>
    isOneOf(['ok', 'none', 'second', 'failed', 'foreign'], value) || isTime(value, 'delay'),
  payout: (value) => isOneOf(['completed', 'failed', 'stuck', 'pending'], value),
  renewal: (value) => isOneOf(['ok', 'same-uuid', 'declined'], value),
};

/**
 * Starts what a value from outside describes: a scenario's name or a script, as `ScenarioScript` documents it.
 * @throws TypeError that names what is wrong.
 */
export function readScenario(value: unknown): ScriptRun {
  if (isNamedScenario(value)) return new ScriptRun(value, SCRIPTS[value]);
  if (!isObject(value)) throw new TypeError(`there is no scenario ${JSON.stringify(value) ?? 'undefined'}`);
  for (const [name, sequence] of Object.entries(value)) {
    if (sequence !== undefined) checkSequence(name, sequence);
  }
  return new ScriptRun('script', structuredClone(value));
}

/** What the run was made from. */
export function scenarioOf(run: ScriptRun, given: unknown): Scenario {
  return isNamedScenario(run.label) ? run.label : (given as ScenarioScript);
}

function checkSequence(name: string, sequence: unknown): void {
  const check = name === 'all' || isOneOf(OPERATIONS, name) ? isAnswerFault : ownOf(BEHAVIOURS, name);
  if (check === undefined) throw new TypeError(`a script has no ${JSON.stringify(name)}`);
  const values: readonly unknown[] = Array.isArray(sequence) ? sequence : [sequence];
  const wrong = values.findIndex((value) => !check(value));
  if (wrong < 0) return;
  const place = Array.isArray(sequence) ? `${name}[${wrong}]` : name;
  throw new TypeError(`${place} of a script cannot be ${JSON.stringify(values[wrong]) ?? 'undefined'}`);
}

function isAnswerFault(value: unknown): boolean {
  if (isOneOf(ANSWER_WORDS, value) || isOneOf(FAULT_STATUSES, value)) return true;
  return isTime(value, 'slow') || isTime(value, 'stale') || isShown(value) || isStatusFault(value);
}

function isStatusFault(value: unknown): boolean {
  if (!hasOnly(value, ['status', 'after', 'retryAfter'])) return false;
  const { status, after, retryAfter } = value;
  return (
    isOneOf(FAULT_STATUSES, status) &&
    isOneOf(['undefined', 'boolean'], typeof after) &&
    isOneOf(['undefined', 'number', 'string'], typeof retryAfter) &&
    /^[\x20-\x7e]*$/.test(String(retryAfter))
  );
}

function isShown(value: unknown): boolean {
  return hasOnly(value, ['shows']) && isWhole(value['shows'], MOST_STATUS);
}

function isTime(value: unknown, name: string): boolean {
  return hasOnly(value, [name]) && isWhole(value[name], LONGEST_MS);
}

function isSteps(value: unknown): boolean {
  if (!hasOnly(value, ['steps']) || !Array.isArray(value['steps'])) return false;
  const steps: readonly unknown[] = value['steps'];
  return steps.every(
    (step) =>
      hasOnly(step, ['after', 'status', 'shownOnly']) &&
      isWhole(step['after'], LONGEST_MS) &&
      isWhole(step['status'], MOST_STATUS) &&
      isOneOf(['undefined', 'boolean'], typeof step['shownOnly']),
  );
}

function isWhole(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

function hasOnly(value: unknown, names: readonly string[]): value is Record<string, unknown> {
  return isObject(value) && Object.keys(value).every((name) => names.includes(name));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOneOf(list: readonly unknown[], value: unknown): boolean {
  return list.includes(value);
}

function ownOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
