import type { TestRunnerConfig } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { seleniumLauncher } from '@web/test-runner-selenium';
import { programPath, type EngineName } from '../../tools/browsers.ts';
import { CHROMIUM_FLAGS } from '../../tools/chromium-flags.ts';
import { firefoxEnvironment } from './firefox-environment.ts';
import { startVirtualDisplay } from './virtual-display.ts';
import { startWebKitDriver } from './webkit-driver.ts';

type Launcher = NonNullable<TestRunnerConfig['browsers']>[number];

/** How Web Test Runner starts each engine. What these start ends with the process. */
export const LAUNCHERS: Readonly<Record<EngineName, () => Promise<Launcher>>> = {
  chromium: async () =>
    named(
      'Chromium',
      chromeLauncher({
        // its pages would share one localStorage
        concurrency: 1,
        launchOptions: { executablePath: programPath('chromium'), headless: true, args: [...CHROMIUM_FLAGS] },
      }),
    ),

  // Puppeteer drives a stock Firefox over WebDriver BiDi, no download needed.
  firefox: async () =>
    named(
      'Firefox',
      chromeLauncher({
        concurrency: 1,
        launchOptions: {
          browser: 'firefox',
          executablePath: programPath('firefox'),
          headless: true,
          env: firefoxEnvironment(),
        },
      }),
    ),

  webkit: async () => {
    const display = await startVirtualDisplay();
    const driver = await startWebKitDriver(display.name);
    const launcher: unknown = seleniumLauncher({ driverBuilder: driver.builder() });
    // Its types miss an `undefined` that our compiler settings ask for.
    return Object.assign(launcher as Launcher, { concurrency: 1 });
  },
};

function named(name: string, launcher: Launcher): Launcher {
  return Object.assign(launcher, { name });
}
