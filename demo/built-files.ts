import { readFile } from 'node:fs/promises';

const FILE = /^\/dist\/[A-Za-z0-9._-]+\.(?:js|json)$/;

/** True if a path names a built script or `integrity.json`. */
export const isBuiltFile = (path: string): boolean => FILE.test(path);

/** Serves a file of `dist` unchanged; Vite would rewrite it. */
export async function serveBuiltFile(request: Request, root: URL): Promise<Response> {
  const { pathname } = new URL(request.url);
  try {
    const file = await readFile(new URL(`.${pathname}`, root));
    const type = pathname.endsWith('.json') ? 'application/json' : 'text/javascript';
    return new Response(new Uint8Array(file), {
      headers: { 'Content-Type': type, 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' },
    });
  } catch {
    return new Response('Not built yet: npm run build\n', { status: 404 });
  }
}

/** The exports that the demo's scripts need, taken from the built module, which registers the elements and exports only `configure`. */
const ENTRY = `export { configure } from '/dist/kvit.js';
export const KvitCheckout = customElements.get('kvit-checkout');
`;

export async function serveBuiltEntry(): Promise<Response> {
  return new Response(ENTRY, { headers: { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-cache' } });
}
