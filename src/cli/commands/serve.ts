import { PROCESS, type CommandWorld } from '../command-world.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { Service } from '../service/service.ts';
import { openShop, type PeerOf } from '../shop/shop.ts';
import { CONFIG_HELP, readConfigOption } from './config-option.ts';

const HELP = `Usage: kvit serve --config kvit.config.json

Runs a signer until Ctrl-C. One address serves the widget. Another, for the operator only, serves /healthz (it runs),
/readyz (it can take payments) and /metrics (Prometheus).

${CONFIG_HELP}`;

async function run(file: string, world: CommandWorld): Promise<void> {
  const peers = new WeakMap<Request, string>();
  const peerOf: PeerOf = (request) => peers.get(request) ?? null;
  const shop = await openShop(file, world.environment, world.write, peerOf);
  const service = new Service(shop, peers);
  try {
    await service.start();
    await world.stopped();
  } finally {
    await service.stop();
  }
}

/**
 * `kvit serve`: runs a signer from a configuration file until Ctrl-C.
 *
 * @returns the exit code: 0 stopped, 1 could not start, 2 the configuration is wrong.
 */
export async function serveCommand(argv: readonly string[], world: CommandWorld = PROCESS): Promise<number> {
  try {
    const file = readConfigOption(argv);
    if (file === null) world.write(HELP);
    else await run(file, world);
    return 0;
  } catch (error) {
    world.complain(`kvit serve: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigurationError ? 2 : 1;
  }
}
