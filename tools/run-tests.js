/** The entry of `npm test`: checks Node's version before it loads any TypeScript. */
await import('./node-version.js');
await import('./test-run/run.ts');
