import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { chosenEngines, findProgram, missingPrograms, PROGRAMS } from './browsers.ts';

/** The fonts are for Cyrillic, the rouble sign and stable line breaks: a bare system draws boxes. */
const PACKAGES = [
  'chromium',
  'firefox-esr',
  'webkit2gtk-driver',
  'xvfb',
  'fonts-dejavu-core',
  'fonts-noto-core',
];

/** Another apt may be running, on a fresh machine nearly always. */
const APT = ['-o', 'DPkg::Lock::Timeout=300'];

function setup(): number {
  const engines = chosenEngines();
  if (missingPrograms(engines).length > 0 && canInstall()) install();
  const missing = missingPrograms(engines);
  if (missing.length > 0) {
    console.error(
      `Missing ${missing.join(', ')}: install the packages ${PACKAGES.join(' ')} (names of Debian).`,
    );
    return 1;
  }
  for (const program of PROGRAMS)
    console.log(`${program.padEnd(12)} ${findProgram(program) ?? 'not needed'}`);
  return 0;
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

function install(): void {
  apt(['update']);
  apt(['install', '-y', '--no-install-recommends', ...PACKAGES]);
}

function apt(args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', [...APT, '-q', ...args], { stdio: ['ignore', 'inherit', 'inherit'], env });
}

process.exitCode = setup();
