import { defineConfig } from 'vite';

/** The demo in development: `npm start` adds the shop's backend and serves the pages itself. */
export default defineConfig({
  appType: 'mpa',
  clearScreen: false,
  // Lit comes as small modules anyway, and without a cache of them several demos can run in one checkout
  optimizeDeps: { noDiscovery: true },
  server: { host: '127.0.0.1', open: false },
});
