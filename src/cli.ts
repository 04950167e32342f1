#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';

const HELP = `Usage: kvit <command> [options]

  serve      a signer out of a configuration file, without a server of your own
  reconcile  one run of the sweep, for cron
  sandbox    a local UrlPay for development and tests

kvit <command> --help says more; kvit --version says which kvit this is.
`;

/** From the package's own file, which lies above the sources and above what is built of them. */
function readVersion(): string {
  const above = ['../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url));
  const file = above.find((url) => existsSync(url));
  return file ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : 'unknown';
}

/** Each is loaded when it is asked for: a sandbox has no use for a server's log. */
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
