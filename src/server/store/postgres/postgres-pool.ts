/** What the kit needs of a connection to PostgreSQL: the shape of `pg`'s `PoolClient`. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<PostgresResult>;
  /** gives the connection back; with an error it is closed and not used again */
  release(error?: Error): void;
}

/** What the kit needs of a pool: the shape of `pg`'s `Pool`, which the merchant brings along, so that the kit has no driver. */
export interface PostgresPool {
  query(text: string, values?: unknown[]): Promise<PostgresResult>;
  connect(): Promise<PostgresClient>;
}

export interface PostgresResult {
  readonly rows: readonly PostgresRow[];
  /** how many rows were written, or read */
  readonly rowCount: number | null;
}

export type PostgresRow = Readonly<Record<string, unknown>>;

/** The `SQLSTATE` and the constraint of an error that PostgreSQL itself has raised; empty for any other, as of a lost connection. */
export function postgresError(error: unknown): { readonly code?: string; readonly constraint?: string } {
  if (!(error instanceof Error)) return {};
  const { code, constraint } = error as Error & { code?: unknown; constraint?: unknown };
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
  };
}
