import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { longFunctions, riddles, ruleViolations } from './house-rules.ts';
import { parseSource, readSources } from '../../tools/related/source-file.ts';

test('the sources keep the house rules', () => {
  assert.deepEqual(ruleViolations(readSources('src/**/*.ts')), []);
});

test('functions of src and tools have at most 40 lines', () => {
  assert.deepEqual(longFunctions(readSources('src/**/*.ts', 'tools/**/*.ts')), []);
});

/** Folders with comments that still need editing; each leaves this list once it is done. */
const UNEDITED = ['test/e2e/', 'test/visual/'];

test('comments open with their subject', () => {
  const files = readSources('{src,demo,tools,test}/**/*.ts');
  const edited = files.filter(({ path }) => !UNEDITED.some((start) => path.startsWith(start)));
  assert.deepEqual(riddles(edited), []);
});

describe('the house rules', () => {
  const broken = (text: string, path = 'src/elements/cart/kvit-cart.ts'): string[] =>
    ruleViolations([parseSource(path, text)]);

  for (const text of [
    'let a: any;',
    'const b = c as any;',
    'const d = new Map<string, any>();',
    'node.innerHTML = text;',
    'html`<p>${unsafeHTML(text)}</p>`;',
    'html`<p style="color: red"></p>`;',
    'x;\n'.repeat(301),
  ]) {
    test(`catch ${JSON.stringify(text.slice(0, 50))}`, () => {
      assert.equal(broken(text).length, 1);
    });
  }

  test('ignore comments, similar names and other layers', () => {
    assert.deepEqual(
      broken('// no innerHTML, any: any\nconst many = `any`; html`<p .style=${look}></p>`;'),
      [],
    );
    assert.deepEqual(broken('html`<p style="color: red">`;', 'src/sandbox/pages/page.ts'), []);
    assert.deepEqual(broken('x;\n'.repeat(300)), []);
  });

  test('allow the directives and the reflected properties of Lit', () => {
    assert.deepEqual(
      broken(`import { map } from 'lit/directives/map.js'; const state = { reflect: true, converter };`),
      [],
    );
  });
});

describe('the rule of functions', () => {
  const found = (text: string): number => longFunctions([parseSource('src/a.ts', text)]).length;
  const body = (lines: number): string => `{\n${'x;\n'.repeat(lines - 2)}}`;

  for (const open of ['function f() ', 'const f = () => ', 'class A { f() ', 'const f = function () ']) {
    const close = open.startsWith('class') ? '}' : '';
    test(`counts ${open.trim()}`, () => {
      assert.equal(found(`${open}${body(41)}${close}`), 1);
      assert.equal(found(`${open}${body(40)}${close}`), 0);
    });
  }
});

describe('the rule of comments', () => {
  const found = (text: string): number => riddles([parseSource('src/a.ts', text)]).length;

  for (const text of [
    '// What the shop sells.',
    '/** Whoever waits is let out. */',
    '/**\n * Whether the page is seen.\n */',
    '/* that it is gone */',
    '// By when a page is gone.',
    '/** where the buyer returns */',
    'x; // Whatever comes first.',
  ]) {
    test(`catches ${JSON.stringify(text)}`, () => {
      assert.equal(found(text), 1);
    });
  }

  test('reads adjacent line comments as one', () => {
    assert.equal(found('// The page shows\n// what the shop sells.'), 0);
    assert.equal(found('// The page shows the order.\n\n// What the shop sells.'), 1);
  });

  test('ignores words that only start alike, and text in strings', () => {
    assert.equal(found('// Thatched.\n\n// Whereas.\nconst text = "// What now";'), 0);
  });
});
