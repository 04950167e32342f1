let configured: string | null = null;

/** Sets where the global script finds its language files. @param base an absolute address that ends in a slash */
export function setLanguageBase(base: string): void {
  configured = base;
}

/** The address that `configure({base})` named, or `null`. */
export const languageBase = (): string | null => configured;
