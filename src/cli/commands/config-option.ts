import { parseArgs } from 'node:util';
import { SetupError } from '../config/configuration-error.ts';

/**
 * The configuration file that a command line names; `null` when help is asked for.
 *
 * @throws {SetupError} for an option that there is not
 */
export function readConfigOption(argv: readonly string[]): string | null {
  const options = { config: { type: 'string' }, help: { type: 'boolean', default: false } } as const;
  let values: { config?: string | undefined; help: boolean };
  try {
    ({ values } = parseArgs({ args: [...argv], options, strict: true }));
  } catch (error) {
    // Node explains at length how to pass a dash; its first sentence says what is wrong
    throw new SetupError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
  if (values.help) return null;
  if (values.config === undefined)
    throw new SetupError('--config is missing: the file that describes the shop');
  return values.config;
}
