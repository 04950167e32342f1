import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minifyTemplates } from '../../tools/build/template-plugin.ts';

const minify = (code: string): string => minifyTemplates('x.ts', code);

describe('minified templates', () => {
  it('lose the line breaks between tags', () => {
    assert.equal(minify('html`<p>\n  <b>x</b>\n</p>`'), 'html`<p><b>x</b></p>`');
  });

  it('keep a space that stands on one line', () => {
    assert.equal(minify('html`<b>a</b> <i>b</i> ${c} d`'), 'html`<b>a</b> <i>b</i> ${c} d`');
  });

  it('keep a space between words and between attributes', () => {
    assert.equal(
      minify('html`<p\n  a=${1}\n  b=${2}\n>\n  one\n  two\n</p>`'),
      'html`<p a=${1} b=${2}>one two</p>`',
    );
  });

  it('are minified inside one another', () => {
    assert.equal(
      minify('html`<p>\n  ${x\n ? html`<b>\n y </b>` : 1}\n</p>`'),
      'html`<p>${x\n ? html`<b>y </b>` : 1}</p>`',
    );
  });

  it('of CSS lose comments and white space, and keep significant spaces', () => {
    const code =
      'css`\n  /* why */\n  a > b,\n  c d {\n    margin: 0 auto;\n    width: calc(1px - 2px);\n  }\n`';
    assert.equal(minify(code), 'css` a > b,c d{margin:0 auto;width:calc(1px - 2px)}`');
  });

  it('leave other templates and strings alone', () => {
    const code = 'const a = `<p>\n</p>`; const b = "html`\\n`";';
    assert.equal(minify(code), code);
  });
});
