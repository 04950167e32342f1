import { once } from 'node:events';
import { programPath } from '../../tools/browsers.ts';
import { startChild } from './child.ts';

export interface VirtualDisplay {
  name: string;
  stop(): void;
}

/** WebKitGTK has no headless mode, so it gets a screen in memory. The server picks a free number and reports it. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const report = 3;
  const child = startChild(
    programPath('xvfb'),
    ['-displayfd', String(report), '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const pipe = child.process.stdio[report];
  if (pipe === null || pipe === undefined) throw new Error('Xvfb: no pipe for the display number');
  const ended = once(child.process, 'exit').then((): never => {
    throw new Error('Xvfb ended before it was ready');
  });
  const number: unknown[] = await Promise.race([once(pipe, 'data'), ended]);
  ended.catch(() => undefined);
  return { name: `:${String(number[0]).trim()}`, stop: child.stop };
}
