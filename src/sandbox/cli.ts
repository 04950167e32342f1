import { parseArgs } from 'node:util';
import { isScenarioName, SCENARIOS } from './scenario.ts';
import { type SandboxServer, serveSandbox, type ServeSandboxOptions } from './serve.ts';

const OPTIONS = {
  port: { type: 'string', default: '4010' },
  'shop-id': { type: 'string', default: '5' },
  secret: { type: 'string', default: 'test_secret' },
  'api-key': { type: 'string', default: 'test_key' },
  'callback-url': { type: 'string' },
  scenario: { type: 'string', default: 'paid' },
  'receipt-delay': { type: 'string', default: '2000' },
  seed: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const HELP = `Usage: kvit sandbox [options]

A local UrlPay for development and tests.

  --port <number>          where to listen on 127.0.0.1; 0 takes any free port (4010)
  --shop-id <number>       the shop's number (5)
  --secret <text>          the secret that requests are signed with (test_secret)
  --api-key <text>         the key that requests carry (test_key)
  --callback-url <url>     where to send callbacks (none)
  --scenario <name>        what happens to payments (paid)
  --receipt-delay <ms>     how long a receipt takes (2000)
  --seed <text>            makes addresses and fiscal numbers repeatable
  --help                   shows this

Scenarios:
${scenarioList()}
`;

/** What a command line needs from its surroundings. */
export interface CommandWorld {
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Resolves when the command is to stop. */
  readonly stopped: () => Promise<void>;
}

const PROCESS: CommandWorld = {
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  stopped: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
};

/**
 * `kvit sandbox`: runs a sandbox until Ctrl-C.
 * @returns the exit code: 0 stopped, 1 could not start, 2 a bad option.
 */
export async function sandboxCommand(
  argv: readonly string[],
  world: CommandWorld = PROCESS,
): Promise<number> {
  const options = parseOptions(argv);
  if (typeof options === 'string') {
    world.complain(`${options}\n`);
    return 2;
  }
  if (options === null) {
    world.write(HELP);
    return 0;
  }
  try {
    const server = await serveSandbox(options);
    world.write(greeting(server, options));
    await world.stopped();
    await server.close();
    return 0;
  } catch (error) {
    world.complain(`${startProblem(error, options)}\n`);
    return error instanceof TypeError ? 2 : 1;
  }
}

/** The options, null when help is asked for, or a sentence that says what is wrong. */
function parseOptions(argv: readonly string[]): ServeSandboxOptions | string | null {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true });
    if (values.help) return null;
    if (!isScenarioName(values.scenario)) return `--scenario must be one of: ${scenarioNames()}.`;
    return {
      port: integer('--port', values.port, 65_535),
      shopId: integer('--shop-id', values['shop-id'], Number.MAX_SAFE_INTEGER),
      secret: values.secret,
      apiKey: values['api-key'],
      callbackUrl: values['callback-url'],
      scenario: values.scenario,
      receiptDelay: integer('--receipt-delay', values['receipt-delay'], Number.MAX_SAFE_INTEGER),
      seed: values.seed,
    };
  } catch (error) {
    // Node explains at length how to pass a dash; its first sentence says what is wrong.
    return messageOf(error).split('. ')[0]?.replace(/\.?$/, '.') ?? '';
  }
}

function integer(option: string, text: string, most: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!(value <= most)) throw new TypeError(`${option} must be a whole number from 0 to ${most}`);
  return value;
}

function startProblem(error: unknown, options: ServeSandboxOptions): string {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return taken ? `Port ${options.port} is taken: choose another with --port.` : `${messageOf(error)}.`;
}

function greeting({ url }: SandboxServer, options: ServeSandboxOptions): string {
  const { shopId, apiKey, secret, callbackUrl, scenario } = options;
  return `Kvit sandbox: ${url}

  API        ${url}/api
  shop       ${shopId}
  API key    ${apiKey}
  secret     ${secret}
  callbacks  ${callbackUrl ?? 'none'}
  scenario   ${scenario}; change it: PUT ${url}/_sandbox/scenario {"scenario": "…"}

${scenarioList()}

Ctrl-C stops it.
`;
}

function scenarioList(): string {
  return SCENARIOS.map(({ name, description }) => `  ${name.padEnd(14)} ${description}`).join('\n');
}

function scenarioNames(): string {
  return SCENARIOS.map(({ name }) => name).join(', ');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
