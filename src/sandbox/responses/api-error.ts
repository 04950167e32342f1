/** A refusal that the API answers with. The route decides in which of the gateway's shapes it is written. */
export class ApiError extends Error {
  readonly status: number;
  /** What is wrong with each field, where the route's shape has a place for it. */
  readonly errors: Readonly<Record<string, readonly string[]>> | null;

  constructor(status: number, message: string, errors: ApiError['errors'] = null) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.errors = errors;
  }
}

/** A 422 that names the field which is wrong. */
export function invalid(field: string, problem: string): ApiError {
  return new ApiError(422, `${field}: ${problem}`);
}
