import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** The interpreters of demo/signers, each with its Debian package. */
export const INTERPRETERS = { php: 'php-cli', python3: 'python3' } as const;
export type Interpreter = keyof typeof INTERPRETERS;
export const LANGUAGES = Object.keys(INTERPRETERS) as readonly Interpreter[];

export function findInterpreter(name: Interpreter, path = process.env['PATH'] ?? ''): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

/** @throws {Error} that says what to do */
export function interpreterPath(name: Interpreter): string {
  const path = findInterpreter(name);
  if (path === undefined) {
    throw new Error(
      `${name} is not installed: run \`npm run setup\`, or install ${INTERPRETERS[name]} (its name in Debian)`,
    );
  }
  return path;
}
