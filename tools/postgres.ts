import { existsSync, globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Debian keeps the server's programs off PATH, in a folder for each version; other systems' packages do much the same. */
const PLACES = ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/opt/homebrew/opt/postgresql*/bin'];

export const POSTGRES_PACKAGE = 'postgresql';

const version = (bin: string): number => Number(/[0-9]+/.exec(basename(dirname(bin)))?.[0] ?? 0);

/** The folder with `initdb` and `postgres`, of the newest version there is, or nothing. */
export function findPostgres(places: readonly string[] = PLACES): string | undefined {
  const whole = (bin: string) => ['initdb', 'postgres'].every((program) => existsSync(join(bin, program)));
  const found = globSync([...places]).filter(whole);
  return found.toSorted((a, b) => version(a) - version(b)).at(-1);
}

/** @throws {Error} that says what to do */
export function postgresFolder(): string {
  const folder = findPostgres();
  if (folder === undefined) throw new Error('PostgreSQL is not installed: run `npm run setup`');
  return folder;
}
