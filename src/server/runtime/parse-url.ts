/** Parses an absolute URL. @returns `null` if the value is not one */
export function parseUrl(value: unknown): URL | null {
  try {
    return typeof value === 'string' ? new URL(value) : null;
  } catch {
    return null;
  }
}
