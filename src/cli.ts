#!/usr/bin/env node
import { sandboxCommand } from './sandbox/cli.ts';

const HELP = `Usage: kvit <command> [options]

  sandbox   a local UrlPay for development and tests; kvit sandbox --help says more
`;

const [command, ...rest] = process.argv.slice(2);

if (command === 'sandbox') process.exitCode = await sandboxCommand(rest);
else if (command === undefined || command === '--help' || command === 'help') process.stdout.write(HELP);
else {
  process.stderr.write(`kvit: there is no command "${command}"; kvit --help lists them\n`);
  process.exitCode = 2;
}
