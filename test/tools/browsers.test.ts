import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenEngines, ENGINES, leftOut } from '../../tools/browsers.ts';

test('all engines unless told otherwise', () => {
  assert.deepEqual(chosenEngines({}), ENGINES);
  assert.deepEqual(chosenEngines({ KVIT_BROWSERS: ' ' }), ENGINES);
  assert.equal(leftOut(ENGINES), undefined);
});

test('a short list is said aloud', () => {
  assert.deepEqual(chosenEngines({ KVIT_BROWSERS: 'webkit, chromium' }), ['chromium', 'webkit']);
  assert.match(leftOut(['chromium']) ?? '', /FIREFOX AND WEBKIT/);
});

test('a wrong name, and a short list where CI is set, are refused', () => {
  assert.throws(() => chosenEngines({ KVIT_BROWSERS: 'chrome' }), /no engine called chrome/);
  assert.throws(() => chosenEngines({ KVIT_BROWSERS: 'chromium', CI: 'true' }), /CI=true does not allow/);
  assert.deepEqual(chosenEngines({ KVIT_BROWSERS: 'chromium,firefox,webkit', CI: 'true' }), ENGINES);
});
