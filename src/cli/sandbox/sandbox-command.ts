import { PROCESS, type CommandWorld } from '../command-world.ts';
import { HELP, scenarioList } from './help.ts';
import { inFlags, messageOf, parseOptions } from './options.ts';
import { SCENARIOS } from '../../sandbox/scenario/scenario.ts';
import { type SandboxServer, serveSandbox, type ServeSandboxOptions } from '../../sandbox/serve.ts';

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

function startProblem(error: unknown, options: ServeSandboxOptions): string {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return taken
    ? `Port ${options.port} is taken: choose another with --port.`
    : `${inFlags(messageOf(error))}.`;
}

function greeting({ url }: SandboxServer, options: ServeSandboxOptions): string {
  const { shopId, apiKey, secret, callbackUrl, scenario } = options;
  const played = typeof scenario === 'object' ? JSON.stringify(scenario) : (scenario ?? 'paid');
  return `Kvit sandbox: ${url}

  API        ${url}/api
  shop       ${shopId}
  API key    ${apiKey}
  secret     ${secret}
  callbacks  ${callbackUrl ?? 'none'}
  scenario   ${played}; change it: PUT ${url}/_sandbox/scenario {"scenario": "…"}
  control    ${url}/_sandbox

${scenarioList(SCENARIOS)}

kvit sandbox --help lists the faults of the gateway too.

Ctrl-C stops it.
`;
}
