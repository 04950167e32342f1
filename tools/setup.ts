import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { findProgram, PROGRAMS } from './browsers.ts';
import { findInterpreter, LANGUAGES } from './interpreters.ts';
import { lacking, whatToInstall } from './needs.ts';
import { findPostgres, POSTGRES_PACKAGE } from './postgres.ts';

/**
 * Another apt may be running, on a fresh machine nearly always. A package source that hangs, of no interest here, would
 * take four minutes by apt's own patience.
 */
const APT_OPTIONS = {
  'DPkg::Lock::Timeout': 300,
  'Acquire::Retries': 3,
  'Acquire::http::Timeout': 10,
  'Acquire::https::Timeout': 10,
};

function setup(): number {
  const { packages } = lacking();
  if (packages.length > 0 && canInstall()) install(packages);
  const complaint = whatToInstall();
  if (complaint !== undefined) {
    console.error(complaint);
    return 1;
  }
  for (const program of PROGRAMS)
    console.log(`${program.padEnd(12)} ${findProgram(program) ?? 'not needed'}`);
  console.log(`${POSTGRES_PACKAGE.padEnd(12)} ${findPostgres()}`);
  for (const name of LANGUAGES) console.log(`${name.padEnd(12)} ${findInterpreter(name)}`);
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

function apt(args: readonly string[]): void {
  const options = Object.entries(APT_OPTIONS).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  // dpkg wants the administrator's programs, which a plain `su` leaves out
  const PATH = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`;
  const env = { ...process.env, PATH, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['-q', ...options, ...args], { stdio: ['ignore', 'inherit', 'inherit'], env });
}

process.exitCode = setup();
