#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';

const HELP = `Usage: kvit <command> [options]

  serve      runs a signer from a configuration file
  reconcile  brings the store up to date with the gateway once, for cron
  sandbox    runs a local UrlPay for development and tests

kvit <command> --help explains a command; kvit --version prints the version.
`;

/** Reads the version from package.json, which lies one folder above the sources and two above the built files. */
function readVersion(): string {
  const above = ['../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url));
  const file = above.find((url) => existsSync(url));
  return file ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : 'unknown';
}

/** Each command is loaded only when it runs: the sandbox needs no server log, for example. */
const COMMANDS: Readonly<Record<string, () => Promise<(argv: readonly string[]) => Promise<number>>>> = {
  serve: async () => (await import('./cli/commands/serve.ts')).serveCommand,
  reconcile: async () => (await import('./cli/commands/reconcile.ts')).reconcileCommand,
  sandbox: async () => (await import('./cli/sandbox/sandbox-command.ts')).sandboxCommand,
};

const [command, ...rest] = process.argv.slice(2);

if (command === '--version') process.stdout.write(`${readVersion()}\n`);
else if (command === undefined || command === '--help' || command === 'help') process.stdout.write(HELP);
else {
  const load = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (load) process.exitCode = await (await load())(rest);
  else {
    process.stderr.write(`kvit: there is no command "${command}"; kvit --help lists them\n`);
    process.exitCode = 2;
  }
}
