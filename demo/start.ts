/** `npm start`: runs the demo until Ctrl-C. */
import process from 'node:process';
import { startDemo, type Demo } from './start-demo.ts';

const DEFAULT_PORT = 5173;

function readPort(text: string | undefined): number | null {
  if (!text) return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return port <= 65_534 ? port : null;
}

function describeError(error: unknown, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: choose another, as in PORT=${port + 10} npm start.`;
  if (code === 'EACCES')
    return `Port ${port} may not be used: choose another, as in PORT=${DEFAULT_PORT} npm start.`;
  return message;
}

function stopBySignal(demo: Demo): void {
  const stop = () => {
    void demo.close().finally(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function main(): Promise<void> {
  const port = readPort(process.env['PORT']);
  if (port === null) return fail('PORT must be a whole number from 0 to 65534.');
  try {
    const demo = await startDemo({ port });
    stopBySignal(demo);
    console.log(`shop     ${demo.url}/`);
    console.log(`signer   ${demo.url}/kvit`);
    console.log(`gateway  ${demo.sandboxUrl} (a sandbox; no money moves)`);
    console.log('Ctrl-C stops it.');
  } catch (error) {
    fail(describeError(error, port));
  }
}

function fail(message: string): void {
  console.error(message);
  process.exit(1);
}

await main();
