import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ruleViolations } from './house-rules.ts';
import { parseSource, readSources } from '../../tools/related/source-file.ts';

test('the sources keep the house rules', () => {
  assert.deepEqual(ruleViolations(readSources('src/**/*.ts')), []);
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
    `import { map } from 'lit/directives/map.js';`,
    'const options = { state: { reflect: true } };',
    'const options = { items: { type: Array } };',
    'const options = { items: { converter: readItems } };',
    'x;\n'.repeat(301),
  ]) {
    test(`catch ${JSON.stringify(text.slice(0, 50))}`, () => {
      assert.equal(broken(text).length, 1);
    });
  }

  test('leave comments, look-alikes and other layers alone', () => {
    assert.deepEqual(
      broken('// no innerHTML, any: any\nconst many = `any`; html`<p .style=${look}></p>`;'),
      [],
    );
    assert.deepEqual(broken('html`<p style="color: red">`;', 'src/sandbox/pages/page.ts'), []);
    assert.deepEqual(broken('x;\n'.repeat(300)), []);
  });
});
