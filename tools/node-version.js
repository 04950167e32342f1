/**
 * Says in one sentence that Node is too old, and ends. JavaScript on purpose: Node 20 cannot read the TypeScript of this
 * repository, so a check written in it would never run.
 */
import process from 'node:process';

/** The first Node that runs TypeScript without a flag. */
const NEEDED = [22, 18];

export function complaint(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return undefined;
  return `Kvit's tests and tools need Node ${NEEDED.join('.')} or later, and this is Node ${version}: run \`npm ci\`, which installs it, then \`npm test\`.`;
}

const sentence = complaint(process.versions.node);
if (sentence !== undefined) {
  console.error(sentence);
  process.exit(1);
}
