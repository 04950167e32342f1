import { accessSync, constants, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The three engines everything is proved in. */
export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;
export type EngineName = (typeof ENGINES)[number];

export const PROGRAMS = ['chromium', 'firefox', 'webkitDriver', 'miniBrowser', 'xvfb'] as const;
export type Program = (typeof PROGRAMS)[number];

type Environment = Record<string, string | undefined>;

/** Commands looked for on PATH; MiniBrowser lies elsewhere, since no distribution puts it there. */
const COMMANDS: Record<Program, readonly string[]> = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  firefox: ['firefox-esr', 'firefox'],
  webkitDriver: ['WebKitWebDriver'],
  miniBrowser: [],
  xvfb: ['Xvfb'],
};

const MINI_BROWSER_PLACES = [
  '/usr/lib/*/webkit2gtk-4.*/MiniBrowser',
  '/usr/lib*/webkit2gtk-4.*/MiniBrowser',
  '/usr/libexec/webkit2gtk-4.*/MiniBrowser',
];

const NEEDS: Record<EngineName, readonly Program[]> = {
  chromium: ['chromium'],
  firefox: ['firefox'],
  webkit: ['webkitDriver', 'miniBrowser', 'xvfb'],
};

export function findProgram(program: Program): string | undefined {
  if (program === 'miniBrowser') return globSync(MINI_BROWSER_PLACES).toSorted().at(-1);
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return COMMANDS[program]
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .find((path) => isExecutable(path));
}

export function programPath(program: Program): string {
  const path = findProgram(program);
  if (path === undefined) throw new Error(`${program} is not installed: run \`npm run setup\``);
  return path;
}

export function missingPrograms(engines: readonly EngineName[]): Program[] {
  return engines.flatMap((engine) => NEEDS[engine]).filter((program) => findProgram(program) === undefined);
}

/**
 * The engines to test in: all three, or those that `KVIT_BROWSERS=chromium,webkit` names. A continuous-integration run
 * refuses the short list, so that a green run always means three engines.
 */
export function chosenEngines(env: Environment = process.env): EngineName[] {
  const wanted = (env['KVIT_BROWSERS'] ?? '').split(',').map((name) => name.trim());
  const names = wanted.filter((name) => name !== '');
  if (names.length === 0) return [...ENGINES];
  const unknown = names.filter((name) => !ENGINES.some((engine) => engine === name));
  if (unknown.length > 0) throw new Error(`KVIT_BROWSERS: no engine called ${unknown.join(', ')}`);
  const chosen = ENGINES.filter((engine) => names.includes(engine));
  if (env['CI'] === 'true' && chosen.length < ENGINES.length) {
    throw new Error('KVIT_BROWSERS leaves engines out, which CI=true does not allow');
  }
  return chosen;
}

/** A sentence about the engines that stay untested; undefined if there are none. */
export function leftOut(chosen: readonly EngineName[]): string | undefined {
  const left = ENGINES.filter((engine) => !chosen.includes(engine));
  return left.length > 0
    ? `NOT TESTED IN ${left.join(' AND ').toUpperCase()} (left out by KVIT_BROWSERS)`
    : undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
