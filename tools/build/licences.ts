import { readFileSync } from 'node:fs';

/** The packages whose code is in the scripts. */
const PACKAGES = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element'] as const;

/** Stands at the head of the scripts. */
export const BANNER =
  '/*! Kvit, MIT. Contains Lit, Copyright 2017 Google LLC, BSD-3-Clause. Licences: LICENSES.txt */';

/** The text of `dist/LICENSES.txt`: our licence, and the notices that the scripts' packages ask to be kept. */
export function licences(): string {
  const own = `Kvit\n\n${readFileSync('LICENSE', 'utf8')}`;
  const theirs = PACKAGES.map((name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8')}`);
  return [own, ...theirs].join(`\n${'-'.repeat(80)}\n\n`);
}
