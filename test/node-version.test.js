/** Plain `node --test` of Node 20 finds no test in TypeScript and would pass; it finds this file, which says what is missing. */
await import('../tools/node-version.js');
