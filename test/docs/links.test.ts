import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';

const PAGES = [...globSync('*.md'), ...globSync('docs/*.md'), 'demo/signers/README.md'];

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function anchorsOf(page: string): string[] {
  const text = readFileSync(page, 'utf8').replace(/```[^]*?```/g, '');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

describe('links of the docs', () => {
  for (const page of PAGES) {
    test(page, () => {
      const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
      for (const [link, path = '', anchor] of links) {
        const target = path === '' ? page : join(dirname(page), path);
        assert.ok(existsSync(target), link);
        if (anchor !== undefined) assert.ok(anchorsOf(target).includes(anchor), link);
      }
    });
  }
});
