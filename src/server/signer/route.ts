import { HttpProblem } from '../http/problem.ts';

/** Serves one path. */
export type Handler = (request: Request) => Promise<Response>;

/** A path's only method, and its handler. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly handle: Handler;
}

/** @throws {HttpProblem} 405 with `Allow` */
export function requireMethod(request: Request, method: Route['method']): void {
  if (request.method === method) return;
  const headers = { Allow: `${method}, OPTIONS` };
  throw new HttpProblem(405, 'refused', `This address takes ${method}.`, { headers });
}
