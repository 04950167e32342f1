import { defaultReporter } from '@web/test-runner';
import { freePort } from './test/tools/free-port.ts';
import { LAUNCHERS } from './test/tools/launchers.ts';
import { tallyReporter } from './test/tools/tally-reporter.ts';
import { viteMiddleware } from './test/tools/vite-middleware.ts';
import { chosenEngines } from './tools/browsers.ts';

const { middleware, plugin } = await viteMiddleware();
const browsers = await Promise.all(chosenEngines().map((engine) => LAUNCHERS[engine]()));

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'test/elements/**/*.test.ts',
  port: await freePort(),
  middleware: [middleware],
  plugins: [plugin],
  browsers,
  // Three browsers on two cores: a slow test is no failure.
  testFramework: { config: { timeout: 10_000 } },
  concurrentBrowsers: browsers.length,
  filterBrowserLogs: ({ args }) => !args.some((arg) => String(arg).includes('Lit is in dev mode')),
  reporters: [defaultReporter(), tallyReporter()],
  coverageConfig: { include: ['src/**/*.ts'], reportDir: 'coverage', reporters: ['lcov', 'text-summary'] },
};
