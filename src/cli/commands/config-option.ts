import { parseArgs } from 'node:util';
import { ConfigurationError } from '../config/configuration-error.ts';

/** Help on the configuration, for each command that reads one. */
export const CONFIG_HELP = `  --config <file>   the shop as JSON: shopId, catalogue or pricing, store, listen and more
  --help            prints this help

Keys come from the environment, never from the file or the command line:

  KVIT_SECRET           the secret that signs payments
  KVIT_API_KEY          the API key of the gateway
  KVIT_CALLBACK_SECRET  the last part of the callback's address; without it the signer refuses callbacks
  KVIT_HOOK_KEY         authenticates this signer to your backend; needed with pricing, onPaid or onAlert
  KVIT_DATABASE_URL     the address of PostgreSQL; needed with "store": {"postgres": true}
`;

/**
 * Reads the path of the configuration file from a command line; `null` for `--help`.
 *
 * @throws {ConfigurationError} for an unknown or missing option
 */
export function readConfigOption(argv: readonly string[]): string | null {
  const options = { config: { type: 'string' }, help: { type: 'boolean', default: false } } as const;
  let values: { config?: string | undefined; help: boolean };
  try {
    ({ values } = parseArgs({ args: [...argv], options, strict: true }));
  } catch (error) {
    // the first sentence of Node's message names the option; the rest is about dashes
    throw new ConfigurationError(
      error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error),
    );
  }
  if (values.help) return null;
  if (values.config === undefined)
    throw new ConfigurationError('--config is missing: give the configuration file of the shop');
  return values.config;
}
