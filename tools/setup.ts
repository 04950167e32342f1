import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { chosenEngines, findProgram, missingPrograms, PROGRAMS } from './browsers.ts';
import { findPostgres, POSTGRES_PACKAGE } from './postgres.ts';

/** The fonts are for Cyrillic, the rouble sign and stable line breaks: a bare system draws boxes. */
const BROWSER_PACKAGES = [
  'chromium',
  'firefox-esr',
  'webkit2gtk-driver',
  'xvfb',
  'fonts-dejavu-core',
  'fonts-noto-core',
];

/** Another apt may be running, on a fresh machine nearly always. */
const APT = ['-o', 'DPkg::Lock::Timeout=300'];

/** What the tests need and this machine lacks, and the packages that bring it. */
function lacking(): { readonly names: readonly string[]; readonly packages: readonly string[] } {
  const programs = missingPrograms(chosenEngines());
  const postgres = findPostgres() === undefined ? [POSTGRES_PACKAGE] : [];
  return {
    names: [...programs, ...postgres],
    packages: [...(programs.length > 0 ? BROWSER_PACKAGES : []), ...postgres],
  };
}

function setup(): number {
  const { packages } = lacking();
  if (packages.length > 0 && canInstall()) install(packages);
  const missing = lacking();
  if (missing.names.length > 0) {
    console.error(
      `Missing ${missing.names.join(', ')}: install the packages ${missing.packages.join(' ')} (names of Debian).`,
    );
    return 1;
  }
  for (const program of PROGRAMS)
    console.log(`${program.padEnd(12)} ${findProgram(program) ?? 'not needed'}`);
  console.log(`${POSTGRES_PACKAGE.padEnd(12)} ${findPostgres()}`);
  return 0;
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/** Debian's PostgreSQL may start a server of its own. It is left alone: the tests start theirs on a port that is free. */
function install(packages: readonly string[]): void {
  apt(['update']);
  apt(['install', '-y', '--no-install-recommends', ...packages]);
}

function apt(args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', [...APT, '-q', ...args], { stdio: ['ignore', 'inherit', 'inherit'], env });
}

process.exitCode = setup();
