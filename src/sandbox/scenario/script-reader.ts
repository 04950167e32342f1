import * as z from 'zod';
import { type Operation, OPERATIONS } from './operation.ts';
import { isNamedScenario, type Scenario, SCRIPTS } from './scenario.ts';
import {
  ANSWER_FAULT_NAMES,
  type AnswerFault,
  CALLBACK_FAULT_NAMES,
  COURSES,
  FAULT_STATUSES,
  FORGERIES,
  PAYOUT_COURSES,
  RECEIPT_FAULT_NAMES,
  RENEWAL_FAULTS,
  type ScenarioScript,
} from './script.ts';
import { ScriptRun } from './script-run.ts';

const ms = z
  .int()
  .min(0)
  .max(10 * 366 * 86_400_000);
const paymentStatus = z.int().min(0).max(1_000_000);
const faultStatus = z.literal(FAULT_STATUSES);
const headerText = z.string().regex(/^[\x20-\x7e]*$/);

const ANSWER_FAULT: z.ZodType<AnswerFault> = z.union([
  z.enum(ANSWER_FAULT_NAMES),
  faultStatus,
  z.strictObject({
    status: faultStatus,
    after: z.boolean().optional(),
    retryAfter: z.union([z.number(), headerText]).optional(),
  }),
  z.strictObject({ slow: ms }),
  z.strictObject({ stale: ms }),
  z.strictObject({ shows: paymentStatus }),
]);

const steps = z.array(
  z.strictObject({ after: ms, status: paymentStatus, shownOnly: z.boolean().optional() }),
);

const BEHAVIOURS: Readonly<Record<Exclude<keyof ScenarioScript, Operation | 'all'>, z.ZodType>> = {
  outcome: z.union([z.enum(COURSES), z.strictObject({ steps })]),
  callback: z.union([
    z.enum(CALLBACK_FAULT_NAMES),
    z.strictObject({ late: ms }),
    z.strictObject({ early: ms }),
  ]),
  forge: z.enum(FORGERIES),
  receipts: z.union([z.enum(RECEIPT_FAULT_NAMES), z.strictObject({ delay: ms })]),
  payout: z.enum(PAYOUT_COURSES),
  renewal: z.enum(RENEWAL_FAULTS),
};

const SCHEMAS: ReadonlyMap<string, z.ZodType> = new Map([
  ...[...OPERATIONS, 'all'].map((name) => [name, ANSWER_FAULT] as const),
  ...Object.entries(BEHAVIOURS),
]);

/**
 * Checks a scenario from outside, a name or a script, and starts it.
 * @throws TypeError that names the unknown scenario, or the place and value in the script.
 */
export function readScenario(value: unknown): ScriptRun {
  if (isNamedScenario(value)) return new ScriptRun(value, SCRIPTS[value]);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`there is no scenario ${quoted(value)}`);
  }
  for (const [name, sequence] of Object.entries(value)) {
    if (sequence !== undefined) checkSequence(name, sequence);
  }
  return new ScriptRun('script', structuredClone(value));
}

/** The scenario that a run plays: its name, or the script as given. */
export function scenarioOf(run: ScriptRun, given: unknown): Scenario {
  return isNamedScenario(run.label) ? run.label : (given as ScenarioScript);
}

function checkSequence(name: string, sequence: unknown): void {
  const schema = SCHEMAS.get(name);
  if (schema === undefined) throw new TypeError(`a script has no ${JSON.stringify(name)}`);
  const values: readonly unknown[] = Array.isArray(sequence) ? sequence : [sequence];
  const wrong = values.findIndex((value) => !schema.safeParse(value).success);
  if (wrong < 0) return;
  const place = Array.isArray(sequence) ? `${name}[${wrong}]` : name;
  throw new TypeError(`${place} of a script cannot be ${quoted(values[wrong])}`);
}

function quoted(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}
