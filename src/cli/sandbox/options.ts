import { parseArgs } from 'node:util';
import {
  FAULT_SCENARIOS,
  isNamedScenario,
  type Scenario,
  SCENARIOS,
  type ScenarioName,
} from '../../sandbox/scenario/scenario.ts';
import { readScenario } from '../../sandbox/scenario/script-reader.ts';
import type { ServeSandboxOptions } from '../../sandbox/serve.ts';

const OPTIONS = {
  port: { type: 'string', default: '4010' },
  'shop-id': { type: 'string', default: '5' },
  secret: { type: 'string', default: 'test_secret' },
  'api-key': { type: 'string', default: 'test_key' },
  'callback-url': { type: 'string' },
  scenario: { type: 'string' },
  script: { type: 'string' },
  magic: { type: 'boolean', default: false },
  'receipt-delay': { type: 'string', default: '2000' },
  'payout-delay': { type: 'string', default: '30000' },
  balance: { type: 'string', default: '0.00' },
  seed: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the options of `kvit sandbox`. @returns null for `--help`, or a sentence about the wrong option. */
export function parseOptions(argv: readonly string[]): ServeSandboxOptions | string | null {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true });
    if (values.help) return null;
    return {
      port: integer('--port', values.port, 65_535),
      shopId: integer('--shop-id', values['shop-id'], Number.MAX_SAFE_INTEGER),
      secret: values.secret,
      apiKey: values['api-key'],
      callbackUrl: values['callback-url'],
      scenario: scenarioFrom(values.scenario, values.script),
      magicAmounts: values.magic,
      receiptDelay: integer('--receipt-delay', values['receipt-delay'], Number.MAX_SAFE_INTEGER),
      payoutDelay: integer('--payout-delay', values['payout-delay'], Number.MAX_SAFE_INTEGER),
      openingBalance: values.balance,
      seed: values.seed,
    };
  } catch (error) {
    // Node's message goes on with advice about dashes; the first sentence is enough.
    return messageOf(error).split(/\.\s/)[0]?.replace(/\.?$/, '.') ?? '';
  }
}

/** The flags of `createSandbox`'s options. */
const FLAGS: Readonly<Record<string, string>> = {
  shopId: '--shop-id',
  secret: '--secret',
  apiKey: '--api-key',
  callbackUrl: '--callback-url',
  openingBalance: '--balance',
};

/** An error sentence of `createSandbox` with the flag's name instead of the option's. */
export function inFlags(sentence: string): string {
  const [name = ''] = sentence.split(' ', 1);
  return Object.hasOwn(FLAGS, name) ? `${FLAGS[name]}${sentence.slice(name.length)}` : sentence;
}

/** The message of an error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function scenarioFrom(name: string | undefined, script: string | undefined): Scenario {
  if (script === undefined) return named(name ?? ('paid' satisfies ScenarioName));
  if (name !== undefined) throw new TypeError('--scenario and --script exclude each other');
  return written(script);
}

function named(name: string): Scenario {
  if (isNamedScenario(name)) return name;
  const names = [...SCENARIOS, ...FAULT_SCENARIOS].map((scenario) => scenario.name);
  throw new TypeError(`--scenario must be one of: ${names.join(', ')}`);
}

function written(script: string): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(script);
  } catch {
    throw new TypeError('--script must be JSON, such as {"create":["lost-after","ok"]}');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('--script must be a JSON object');
  try {
    readScenario(value);
  } catch (error) {
    throw new TypeError(`--script: ${messageOf(error)}`, { cause: error });
  }
  return value;
}

function integer(option: string, text: string, most: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!(value <= most)) throw new TypeError(`${option} must be a whole number from 0 to ${most}`);
  return value;
}
