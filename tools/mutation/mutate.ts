import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { sourcesBelow, testsOf } from './test-selection.ts';

const HELP = `Usage: npm run mutate -- [file or folder of src]…

Mutates the files and runs the unit tests that import them. Without a path: src/domain, src/signer-client,
src/session and src/server, which takes hours.

  --concurrency N   processes, 2 by default
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean' }, concurrency: { type: 'string', default: '2' } },
});

if (values.help) console.log(HELP);
else {
  const mutate = [...sourcesBelow(positionals)];
  const testFiles = [...testsOf(mutate)];
  console.log(`${mutate.length} files, ${testFiles.length} test files`);
  // The sum rule needs fewer random carts to notice a mutant.
  process.env['CARTS'] ??= '2000';
  const concurrency = Number(values.concurrency);
  const options = { configFile: 'tools/stryker.json', mutate, concurrency, inProcess: { testFiles } };
  await new Stryker(options).runMutationTest();
}
