/**
 * Reads a body as UTF-8 text and counts its bytes on the way.
 *
 * @returns `null` if it has more than `most` bytes; the rest is not read
 * @throws {TypeError} if it is not UTF-8
 */
export async function readLimited(message: Request | Response, most: number): Promise<string | null> {
  if (Number(message.headers.get('Content-Length') ?? 0) > most) {
    await message.body?.cancel();
    return null;
  }
  const reader = message.body?.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > most) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}
