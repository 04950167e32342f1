import { importedPaths } from './import-graph.ts';
import type { SourceFile } from '../../tools/related/source-file.ts';

/** The top folders that each top folder may import. */
const TOP_FOLDERS: Readonly<Record<string, readonly string[]>> = {
  src: ['src'],
  demo: ['demo', 'src', 'vite.config.ts'],
  // Screenshots start the demo.
  tools: ['tools', 'demo'],
  test: ['test', 'demo', 'tools', 'src'],
};

/** The package's public entries. */
const ENTRIES = ['src/index.ts', 'src/server/index.ts', 'src/sandbox/index.ts'];

/** Internals that the demo uses besides the entries and `src/domain`, to show the events, the scenarios and the tokens. */
const DEMO_INTERNALS = [
  'src/elements/base/events.ts',
  'src/sandbox/scenario/scenario.ts',
  'src/sandbox/serve.ts',
  'src/server/http/limited-body.ts',
  'src/styles/tokens.ts',
];

export function treeViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    importedPaths(file)
      .filter((target) => !mayReach(file.path, target))
      .map((target) => `${file.path} may not import ${target}`),
  );
}

function mayReach(path: string, target: string): boolean {
  const from = topOf(path);
  const to = topOf(target);
  if (!(TOP_FOLDERS[from] ?? []).includes(to)) return false;
  if (from !== 'demo' || to !== 'src') return true;
  return target.startsWith('src/domain/') || [...ENTRIES, ...DEMO_INTERNALS].includes(target);
}

const topOf = (path: string): string => path.split('/')[0] ?? '';
