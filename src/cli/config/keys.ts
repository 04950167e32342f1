import type { Config } from './config.ts';
import { SetupError } from './configuration-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What must never stand in a file or on a command line. */
export interface Keys {
  readonly secret: string;
  readonly apiKey: string;
  readonly callbackSecret: string | undefined;
  /** of the merchant's own backend; there whenever it is called */
  readonly hookKey: string | undefined;
  readonly databaseUrl: string | undefined;
}

function need(environment: Environment, name: string, what: string): string {
  const value = environment[name];
  if (value) return value;
  throw new SetupError(`${name} is missing in the environment: ${what}`);
}

/** @throws {SetupError} naming the variable that is missing and what it is */
export function readKeys(config: Config, environment: Environment): Keys {
  const hooks = Boolean(config.pricing ?? config.onPaid ?? config.onAlert);
  return {
    secret: need(environment, 'KVIT_SECRET', 'the secret that payments are signed with'),
    apiKey: need(environment, 'KVIT_API_KEY', 'the API key of the gateway'),
    callbackSecret: environment['KVIT_CALLBACK_SECRET'] || undefined,
    hookKey: hooks
      ? need(environment, 'KVIT_HOOK_KEY', 'the key that shows your backend that this signer is calling')
      : undefined,
    databaseUrl:
      'postgres' in config.store
        ? need(environment, 'KVIT_DATABASE_URL', 'where PostgreSQL is, e.g. postgres://user@host/database')
        : undefined,
  };
}

/** All that must be hidden wherever it shows up. */
export const secretsOf = ({ secret, apiKey, callbackSecret, hookKey, databaseUrl }: Keys): string[] =>
  [secret, apiKey, callbackSecret, hookKey, databaseUrl].filter((value) => value !== undefined);
