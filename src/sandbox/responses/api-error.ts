/** An error answer of the API. The route chooses its shape. */
export class ApiError extends Error {
  readonly status: number;
  /** The messages by field, for the shape that has a place for them. */
  readonly errors: Readonly<Record<string, readonly string[]>> | null;

  constructor(status: number, message: string, errors: ApiError['errors'] = null) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.errors = errors;
  }
}

/** A 422 that names the wrong field. */
export function invalid(field: string, problem: string): ApiError {
  return new ApiError(422, `${field}: ${problem}`);
}
