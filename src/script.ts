/** The entry of the script-tag builds: registers the elements; `configure` is all that a page without a bundler imports. */
import { defineElements } from './elements/define.ts';

defineElements();

export { configure } from './elements/base/configuration.ts';
