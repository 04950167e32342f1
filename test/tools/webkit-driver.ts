import { setTimeout as sleep } from 'node:timers/promises';
import { Builder, Capabilities } from 'selenium-webdriver';
import { programPath } from '../../tools/browsers.ts';
import { startChild } from './child.ts';
import { freePort } from './free-port.ts';

/** Milliseconds to start, on a machine that is busy with other things. */
const START = 240_000;

/** One WebKitWebDriver. It serves one browser at a time. */
export interface WebKitDriver {
  builder(): Builder;
  stop(): void;
}

export async function startWebKitDriver(display: string): Promise<WebKitDriver> {
  const port = await freePort();
  const child = startChild(programPath('webkitDriver'), [`--port=${port}`, '--host=127.0.0.1'], {
    env: { DISPLAY: display },
  });
  const address = `http://127.0.0.1:${port}`;
  await answering(`${address}/status`);
  return { builder: () => miniBrowser(address), stop: child.stop };
}

function miniBrowser(address: string): Builder {
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: programPath('miniBrowser'), args: ['--automation'] },
  });
  return new Builder().withCapabilities(capabilities).usingServer(address);
}

async function answering(url: string): Promise<void> {
  const deadline = Date.now() + START;
  while (Date.now() < deadline) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok === true) return;
    await sleep(50);
  }
  throw new Error(`WebKitWebDriver did not answer within ${START} ms`);
}
