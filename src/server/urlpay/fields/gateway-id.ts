/** Reads an id of the gateway: a positive integer, as a number or as text. @returns `null` for any other value */
export function readGatewayId(value: unknown): number | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  if (!/^[1-9][0-9]{0,15}$/.test(String(value))) return null;
  const id = Number(value);
  return Number.isSafeInteger(id) ? id : null;
}
