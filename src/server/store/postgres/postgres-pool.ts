/** A connection to PostgreSQL: the part of `pg`'s `PoolClient` that the kit uses. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<PostgresResult>;
  /** returns the connection to the pool; with an error, the pool closes it */
  release(error?: Error): void;
}

/** A pool of connections: the part of `pg`'s `Pool` that the kit uses. The merchant supplies it, so the kit has no driver. */
export interface PostgresPool {
  query(text: string, values?: unknown[]): Promise<PostgresResult>;
  connect(): Promise<PostgresClient>;
}

/** Result of one statement. */
export interface PostgresResult {
  readonly rows: readonly PostgresRow[];
  /** number of rows that were written or read */
  readonly rowCount: number | null;
}

/** A row by the names of its columns. */
export type PostgresRow = Readonly<Record<string, unknown>>;

/** The `SQLSTATE` and the constraint of an error that PostgreSQL raised; empty for other errors, e.g. a lost connection. */
export function postgresError(error: unknown): { readonly code?: string; readonly constraint?: string } {
  if (!(error instanceof Error)) return {};
  const { code, constraint } = error as Error & { code?: unknown; constraint?: unknown };
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
  };
}
