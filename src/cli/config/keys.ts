import type { Environment } from '../command-world.ts';
import type { Config } from './config.ts';
import { ConfigurationError } from './configuration-error.ts';

/** Secrets. They come from the environment, never from a file or the command line. */
export interface Keys {
  readonly secret: string;
  readonly apiKey: string;
  readonly callbackSecret: string | undefined;
  /** authenticates the signer to the merchant's backend; present if the configuration names a backend */
  readonly hookKey: string | undefined;
  readonly databaseUrl: string | undefined;
}

function need(environment: Environment, name: string, meaning: string): string {
  const value = environment[name];
  if (value) return value;
  throw new ConfigurationError(`${name} is missing in the environment: ${meaning}`);
}

/** Reads the keys from the environment. @throws {ConfigurationError} naming the missing variable and its meaning */
export function readKeys(config: Config, environment: Environment): Keys {
  const hooks = Boolean(config.pricing ?? config.onPaid ?? config.onAlert);
  return {
    secret: need(environment, 'KVIT_SECRET', 'the secret that payments are signed with'),
    apiKey: need(environment, 'KVIT_API_KEY', 'the API key of the gateway'),
    callbackSecret: environment['KVIT_CALLBACK_SECRET'] || undefined,
    hookKey: hooks
      ? need(environment, 'KVIT_HOOK_KEY', 'the key that authenticates this signer to your backend')
      : undefined,
    databaseUrl:
      'postgres' in config.store
        ? need(
            environment,
            'KVIT_DATABASE_URL',
            'the address of PostgreSQL, e.g. postgres://user@host/database',
          )
        : undefined,
  };
}

/** All secrets, which the log must hide. */
export const secretsOf = ({ secret, apiKey, callbackSecret, hookKey, databaseUrl }: Keys): string[] =>
  [secret, apiKey, callbackSecret, hookKey, databaseUrl].filter((value) => value !== undefined);
