import { readFileSync } from 'node:fs';

/** The packages that the scripts contain. */
const PACKAGES = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element'] as const;

/** The first line of each entry. */
export const BANNER =
  '/*! Kvit, MIT. Contains Lit, Copyright 2017 Google LLC, BSD-3-Clause. Licences: LICENSES.txt */';

/** The text of `dist/LICENSES.txt`: our licence and those of the bundled packages. */
export function licences(): string {
  const own = `Kvit\n\n${readFileSync('LICENSE', 'utf8')}`;
  const theirs = PACKAGES.map((name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8')}`);
  return [own, ...theirs].join(`\n${'-'.repeat(80)}\n\n`);
}
