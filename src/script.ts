/** The entry of the script-tag builds. It registers the elements and exports `configure`, the only API of a page without a bundler. */
import { defineElements } from './elements/define.ts';

defineElements();

export { configure } from './elements/base/configuration.ts';
