import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { contrast, weakPairs } from '../../demo/playground/contrast.ts';
import { readTokenValues, type TokenValues } from '../../demo/playground/token-values.ts';
import { THEMES } from '../../demo/playground/settings.ts';
import { findToken, isValue, keyOf, SCHEMES, TOKENS } from '../../demo/playground/token.ts';
import { lightOnly, TOKENS as DEFAULTS } from '../../src/styles/tokens.ts';

const KEYS = TOKENS.flatMap((token) => SCHEMES.map((scheme) => keyOf(token, scheme)));
const ALL = [...new Set(KEYS)].toSorted();

const files = readdirSync('demo/themes');
const palettes: Record<string, TokenValues> = {
  defaults: readTokenValues(DEFAULTS),
  ...Object.fromEntries(
    files.map((file) => [file, readTokenValues(readFileSync(`demo/themes/${file}`, 'utf8'))]),
  ),
};

describe('themes', () => {
  test('match those of the playground', () => {
    const offered = THEMES.filter((theme) => theme !== 'kvit').map((theme) => `${theme}.css`);
    assert.deepEqual(files, offered.toSorted());
  });

  for (const [name, palette] of Object.entries(palettes)) {
    test(`${name}: has every token, with values that the playground accepts`, () => {
      assert.deepEqual(Object.keys(palette).toSorted(), ALL);
      for (const [key, value] of Object.entries(palette)) {
        const token = findToken(key);
        assert.ok(token && isValue(token, value), `${key}: ${value}`);
      }
    });

    test(`${name}: contrast of text is 4.5 and of icons 3, light and dark`, () => {
      assert.deepEqual(weakPairs(palette), []);
    });
  }

  test('engines without light-dark() get light colours on a light background', () => {
    const text = lightOnly(DEFAULTS);
    assert.doesNotMatch(text, /light-dark/);
    for (const line of ['--_accent: var(--kvit-accent, #0b6b53);', '--_surface: var(--kvit-surface, #fff);'])
      assert.ok(text.includes(line), line);
    assert.match(text, /:host\{background:var\(--_surface\)\}$/);
  });

  test('a theme of one grey fails every pair', () => {
    const grey = Object.fromEntries(ALL.map((key) => [key, '#777777']));
    assert.equal(weakPairs(grey).length, 24);
  });

  test('contrast follows WCAG', () => {
    assert.equal(contrast('#ffffff', '#000000'), 21);
    assert.equal(contrast('#000000', '#ffffff'), 21);
    assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
  });
});

describe('docs/branding.md', () => {
  const page = readFileSync('docs/branding.md', 'utf8');

  test('lists every token with its defaults, at most 25 tokens', () => {
    const names = new Set([...DEFAULTS.matchAll(/--kvit-[\w-]+/g)].map(([name]) => name));
    assert.ok(names.size <= 25);
    assert.deepEqual([...names].toSorted(), TOKENS.map(({ name }) => `--kvit-${name}`).toSorted());
    for (const token of TOKENS) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`--kvit-${token.name}\``)) ?? '';
      for (const scheme of SCHEMES)
        assert.ok(row.includes(palettes['defaults']?.[keyOf(token, scheme)] ?? '?'), `${token.name}: ${row}`);
    }
  });

  test('lists every part of the elements', () => {
    const elements = globSync('src/elements/**/*.ts').map((file) => readFileSync(file, 'utf8'));
    const parts = elements.flatMap((text) => [...text.matchAll(/@csspart (\w+)/g)].map(([, name]) => name));
    for (const part of new Set(parts)) assert.ok(page.includes(`| \`${part}\``), part);
  });

  for (const file of files) test(`shows ${file}`, () => assert.ok(page.includes(`themes/${file}`)));
});
