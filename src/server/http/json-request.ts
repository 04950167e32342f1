import { HttpProblem } from './problem.ts';
import { readLimited } from './limited-body.ts';

const MAX_BODY_BYTES = 65_536;
const MAX_DEPTH = 16;
const JSON_TYPE = /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*"?[\w-]+"?[ \t]*)?$/i;

/** Requires a JSON body, because another site can post a form without a preflight. @throws {HttpProblem} 415 */
export function requireJson(request: Request): void {
  if (JSON_TYPE.test(request.headers.get('Content-Type') ?? '')) return;
  throw new HttpProblem(415, 'refused', 'The body must be application/json.');
}

/** Reads a body of at most 64 KiB as text. @throws {HttpProblem} 413 if it is longer; 400 if it breaks off or is not UTF-8 */
export async function readBody(request: Request): Promise<string> {
  let text: string | null;
  try {
    text = await readLimited(request, MAX_BODY_BYTES);
  } catch {
    throw new HttpProblem(400, 'refused', 'The body did not arrive whole, or is not UTF-8.');
  }
  if (text === null) throw new HttpProblem(413, 'refused', `The body is over ${MAX_BODY_BYTES} bytes.`);
  return text;
}

/** Counts the brackets outside strings before parsing, because the parsers of some engines recurse. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (quoted && char === '\\') index += 1;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '{' || char === '[')) depth += 1;
    else if (!quoted && (char === '}' || char === ']')) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Parses JSON with at most 16 levels. @throws {HttpProblem} 400 */
export function parseBody(text: string): unknown {
  try {
    if (!isTooDeep(text)) return JSON.parse(text) as unknown;
  } catch {
    // refused below; the parser's message quotes the body, so it is not used
  }
  throw new HttpProblem(400, 'refused', 'The body is not JSON of a reasonable depth.');
}
