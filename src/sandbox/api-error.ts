/** A refusal that the API answers with. The route decides in which of the gateway's shapes it is written. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** A 422 that names the field which is wrong. */
export function invalid(field: string, problem: string): ApiError {
  return new ApiError(422, `${field}: ${problem}`);
}
