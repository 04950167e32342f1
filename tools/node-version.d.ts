/** One sentence, if this version of Node cannot run the repository's files. */
export function complaint(version: string): string | undefined;
