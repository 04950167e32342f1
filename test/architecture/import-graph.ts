import { dirname, posix } from 'node:path';
import type { SourceFile } from '../../tools/related/source-file.ts';

/** Imports as edges: each node with the nodes that it imports. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Relative imports between files. */
export function fileGraph(files: readonly SourceFile[]): Graph {
  return new Map(files.map((file) => [file.path, new Set(importedPaths(file))]));
}

/** Merges the files of a graph into groups. Files without a group are left out, and so are imports within a group. */
export function groupGraph(graph: Graph, groupOf: (path: string) => string | undefined): Graph {
  const groups = new Map<string, Set<string>>();
  for (const [path, imports] of graph) {
    const group = groupOf(path);
    if (group === undefined) continue;
    const targets = groups.get(group) ?? new Set();
    groups.set(group, targets);
    for (const target of imports) {
      const other = groupOf(target);
      if (other !== undefined && other !== group) targets.add(other);
    }
  }
  return groups;
}

export function importedPaths({ path, specifiers }: SourceFile): readonly string[] {
  return specifiers.filter(isRelative).map((specifier) => resolve(path, specifier));
}

export const isRelative = (specifier: string): boolean => specifier.startsWith('.');

export function resolve(from: string, specifier: string): string {
  return posix.normalize(posix.join(dirname(from), specifier));
}

/** One readable path for every cycle that a depth-first search finds. */
export function cycles(graph: Graph): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (node: string, trail: readonly string[]): void => {
    const start = trail.indexOf(node);
    if (start >= 0) found.push([...trail.slice(start), node].join(' → '));
    if (start >= 0 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return found;
}

/** The files that an entry loads, itself included. */
export function reachable(graph: Graph, entry: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (node: string): void => {
    if (reached.has(node)) return;
    reached.add(node);
    for (const next of graph.get(node) ?? []) visit(next);
  };
  visit(entry);
  return reached;
}
