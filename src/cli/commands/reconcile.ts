import { PROCESS, type CommandWorld } from '../command-world.ts';
import { CONFIG_HELP, readConfigOption } from './config-option.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { openShop } from '../shop/shop.ts';

const HELP = `Usage: kvit reconcile --config kvit.config.json

Brings the store up to date with the gateway once, for cron: checks open payments, finds lost ones, applies stored
callbacks and delivers events. Prints the counts as JSON. A running kvit serve does this regularly.

${CONFIG_HELP}`;

/**
 * `kvit reconcile`: runs `reconcile()` once.
 *
 * @returns the exit code: 0 done, 1 something failed and must run again, 2 the configuration is wrong.
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
    return error instanceof ConfigurationError ? 2 : 1;
  }
}
