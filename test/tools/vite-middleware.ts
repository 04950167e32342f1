import { rm } from 'node:fs/promises';
import process from 'node:process';
import type { TestRunnerConfig } from '@web/test-runner';
import { createServer, type Plugin } from 'vite';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];
type TestRunnerPlugin = NonNullable<TestRunnerConfig['plugins']>[number];

export interface ViteMiddleware {
  plugin: TestRunnerPlugin;
  middleware: Middleware;
}

/** The runner keeps its page and its own modules; everything else comes from Vite, so that tests run what the build sees. */
export async function viteMiddleware(): Promise<ViteMiddleware> {
  // A cache of our own: two runs in one checkout must not rewrite each other's modules.
  const cacheDir = `node_modules/.cache/kvit-elements-${process.pid}`;
  const vite = await createServer({
    appType: 'custom',
    cacheDir,
    clearScreen: false,
    configFile: false,
    logLevel: 'warn',
    optimizeDeps: {
      // The runner's commands talk to its own socket module and must stay as they are.
      exclude: ['@web/test-runner-commands'],
      // Read every import beforehand: a dependency found in the middle of a run would reload the page.
      entries: ['test/elements/**/*.test.ts'],
    },
    plugins: [runnerSocket],
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  return {
    plugin: {
      name: 'vite',
      async serverStop() {
        await vite.close();
        await rm(cacheDir, { recursive: true, force: true });
      },
    },
    middleware: (context, next) => {
      // a file that does not come: a test names it, since a page cannot get between itself and its modules
      const broken = context.cookies.get('kvit-broken');
      if (broken && context.path.endsWith(broken)) {
        // past the runner, which would keep the answer for the next one who asks
        context.respond = false;
        return void context.res.writeHead(503, { 'Cache-Control': 'no-store' }).end();
      }
      if (context.path === '/' || context.path.startsWith('/__web-')) return next();
      context.respond = false;
      return new Promise((resolve) => {
        context.res.once('close', resolve);
        vite.middlewares(context.req, context.res, () => {
          context.res.off('close', resolve);
          context.respond = true;
          resolve(next());
        });
      });
    },
  };
}

const SOCKET = '/__web-dev-server__web-socket.js';

const runnerSocket: Plugin = {
  name: 'runner-socket',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith(SOCKET) ? { id: SOCKET, external: true } : null),
};
