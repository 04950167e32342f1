import { PROCESS, type CommandWorld } from '../command-world.ts';
import { readConfigOption } from './config-option.ts';
import { CONFIG_HELP } from './serve.ts';
import { SetupError } from '../config/configuration-error.ts';
import { openShop } from '../shop/shop.ts';

const HELP = `Usage: kvit reconcile --config kvit.config.json

Brings the store and the gateway together once, for cron: asks about open payments, finds lost ones, applies stored
callbacks, delivers events. Prints what it did as JSON. A running kvit serve does the same by itself.

${CONFIG_HELP}`;

/**
 * `kvit reconcile`: one run of the sweep.
 * @returns the exit code: 0 done, 1 something failed or did not answer and comes again, 2 something is missing or wrong in the setup.
 */
export async function reconcileCommand(
  argv: readonly string[],
  world: CommandWorld = PROCESS,
): Promise<number> {
  try {
    const file = readConfigOption(argv);
    if (file === null) {
      world.write(HELP);
      return 0;
    }
    const shop = await openShop(file, world.environment, world.complain, () => null);
    try {
      const summary = await shop.signer.reconcile();
      world.write(`${JSON.stringify(summary)}\n`);
      return summary.failed + summary.unreachable > 0 ? 1 : 0;
    } finally {
      await shop.store.close();
    }
  } catch (error) {
    world.complain(`kvit reconcile: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof SetupError ? 2 : 1;
  }
}
