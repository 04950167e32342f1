import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import type { Plugin } from 'vite';
import { escapeNonAscii } from '../../tools/build/ascii-plugin.ts';
import { policyPlugin } from '../../tools/build/policy-plugin.ts';

const PLUGINS = 'tools/build';
const LIT = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element'];
const LIT_HTML = resolve('node_modules/lit-html/lit-html.js');

/** The call that the policy plugin replaces in the published file, and its replacement. */
const PUBLISHED_CALL = /\b[\w$]+\.createPolicy\("lit-html",/;
const OUR_CALL = /globalThis\[Symbol\.for\("kvit\.policy"\)\]\?\?=[\w$]+\.createPolicy\("kvit",/;

/** Every plugin of the build. */
async function buildPlugins(): Promise<Plugin[]> {
  const files = readdirSync(PLUGINS).filter((file) => file.endsWith('-plugin.ts'));
  const modules = await Promise.all(
    files.map(async (file) => (await import(resolve(PLUGINS, file))) as Record<string, unknown>),
  );
  return modules
    .flatMap((module) => Object.entries(module))
    .filter(([name]) => name.endsWith('Plugin'))
    .map(([, create]) => (create as (version: string, api: string[]) => Plugin)('0.0.0', []));
}

const litFiles = (): string[] =>
  LIT.flatMap((name) =>
    readdirSync(`node_modules/${name}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js') && !file.includes('node_modules'))
      .map((file) => resolve('node_modules', name, file)),
  );

/** The files that a plugin may change. A plugin without a filter may change all of them. */
function changed({ name, transform, load, renderChunk }: Plugin, files: readonly string[]): string[] {
  assert.equal(load, undefined, `${name} has a load hook`);
  assert.equal(renderChunk, undefined, `${name} has a renderChunk hook`);
  if (!transform) return [];
  const id = typeof transform === 'object' && 'filter' in transform ? transform.filter?.id : undefined;
  if (id === undefined) return [...files];
  assert.ok(id instanceof RegExp, `the filter of ${name} is a regular expression`);
  return files.filter((file) => id.test(file));
}

/** The policy plugin's output for a file. */
function renamePolicy(code: string): string {
  const { transform } = policyPlugin();
  assert.ok(typeof transform === 'object');
  const context = {
    error: (message: string) => {
      throw new Error(message);
    },
  };
  return Reflect.apply(transform.handler, context, [code, LIT_HTML]) as string;
}

describe('the build', () => {
  it('changes no file of Lit but lit-html.js, and that by the policy plugin only', async () => {
    const files = litFiles();
    const plugins = await buildPlugins();
    assert.ok(plugins.length >= 5);
    for (const plugin of plugins) {
      const names = new Set(changed(plugin, files).map((file) => basename(file)));
      assert.deepEqual([...names], plugin.name === 'kvit-policy' ? ['lit-html.js'] : [], plugin.name);
    }
  });

  it('changes nothing in lit-html.js but the policy call', () => {
    const published = readFileSync(LIT_HTML, 'utf8');
    const built = renamePolicy(published);
    const [before, after, ...others] = published.split(PUBLISHED_CALL);
    assert.deepEqual(others, [], 'the published file has one policy call');
    assert.deepEqual(built.split(OUR_CALL), [before, after]);
  });

  it('fails when lit-html.js has no policy call', () => {
    assert.throws(() => renamePolicy('export const html = 1;'), /no longer contains the policy call/);
  });
});

/** The value of an expression. */
const value = (code: string): unknown => JSON.parse(JSON.stringify(runInNewContext(`(${code})`)));

describe('the global script in ASCII', () => {
  for (const code of [
    `'Чек № 1'`,
    '"Ёлка « ₽ »"',
    '`НДС ${1 + 1} %`',
    '`a\n—\n${`вложено ${"ё"}`}`',
    `'\u{1f9fe} и \u2028'`,
    '({ "цена": /[а-яё]+/.exec("12 рублей")[0] })',
  ]) {
    it(`keeps the value of ${JSON.stringify(code)}`, () => {
      const escaped = escapeNonAscii(code);
      assert.match(escaped, /^[\0-\x7f]*$/);
      assert.deepEqual(value(escaped), value(code));
    });
  }

  it('fails for a String.raw template with other characters, which cannot hold an escape', () => {
    const template = 'const css = String.raw`a { content: "→" }`;';
    assert.throws(() => escapeNonAscii(template), /String\.raw/);
  });

  it('leaves a String.raw template in ASCII as it is', () => {
    const template = 'const css = String.raw`a { content: "\\2192" }`;';
    assert.equal(escapeNonAscii(template), template);
  });
});
