import { execFileSync } from 'node:child_process';

const git = (...args: string[]): string[] =>
  execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 })
    .split('\n')
    .filter((line) => line !== '');

/** Branches that work usually starts from; the first that exists counts. */
const BASES = ['@{upstream}', 'origin/HEAD', 'origin/main', 'main'];

/** Every file of the repository that git does not ignore, from its top. */
export const allFiles = (): string[] => git('ls-files', '--cached', '--others', '--exclude-standard');

/** The files that differ from the commit at which this branch left its base; deleted and new files too. */
export function changedFiles(): string[] {
  const committed = git('diff', '--name-only', '--no-renames', startOfBranch());
  return [...new Set([...committed, ...git('ls-files', '--others', '--exclude-standard')])].toSorted();
}

function startOfBranch(): string {
  for (const base of BASES) {
    try {
      return git('merge-base', 'HEAD', base)[0] ?? 'HEAD';
    } catch {
      // There is no such branch.
    }
  }
  return 'HEAD';
}
