import { dirname } from 'node:path';
import { cycles, fileGraph, groupGraph } from './import-graph.ts';
import type { SourceFile } from '../../tools/related/source-file.ts';

/** A folder with more files than this hides its nouns in a long list. */
export const MAX_FILES = 16;

/**
 * Cycles between the folders of each layer, at two levels: every folder by itself (`server/store/sqlite`), and the folders
 * directly below the layer with all that they contain (`server/store`).
 */
export function folderCycles(files: readonly SourceFile[], layers: readonly string[]): string[] {
  const graph = fileGraph(files);
  const found = layers.flatMap((layer) => {
    const inside = (path: string): boolean => path.startsWith(`${layer}/`);
    const depth = layer.split('/').length;
    const folder = (path: string): string | undefined => (inside(path) ? dirname(path) : undefined);
    const branch = (path: string): string | undefined => {
      const parts = path.split('/');
      return inside(path) && parts.length > depth + 1 ? parts.slice(0, depth + 1).join('/') : undefined;
    };
    return [...cycles(groupGraph(graph, folder)), ...cycles(groupGraph(graph, branch))];
  });
  return [...new Set(found)];
}

export function crowdedFolders(files: readonly SourceFile[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of files) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > MAX_FILES)
    .map(([folder, count]) => `${folder}: ${count} files, more than ${MAX_FILES}`);
}
