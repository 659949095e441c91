import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type { ExtractTablesWithRelations } from "drizzle-orm";
import postgres from "postgres";
import { addArrays } from "./array-values.ts";
import { guardTransactions } from "./guard-transactions.ts";
import { openSocket } from "./open-socket.ts";
import { renewingPool } from "./renewing-pool.ts";
import * as schema from "./schema/index.ts";

export type Schema = typeof schema;

/** A transaction as query functions and services receive it. Opened in `db/rls.ts` only. */
export type Tx = PostgresJsTransaction<Schema, ExtractTablesWithRelations<Schema>>;

/** Where the database answers: an address, or the socket of the embedded one. */
export type ConnectionTarget = { kind: "embedded"; socketDir: string; port: number } | { kind: "server"; url: string; directUrl?: string | undefined };

/** A pool of connections to one database, embedded or not. */
export interface Database {
  readonly kind: "embedded" | "server";
  /** The pool itself, for streaming reads and COPY; everything else goes through `withRls` and `withSystem`. */
  readonly client: postgres.Sql;
  readonly orm: PostgresJsDatabase<Schema>;
  readonly target: ConnectionTarget;
  /** True behind a transaction pooler, where LISTEN, session locks and prepared statements do not exist. */
  readonly pooled: boolean;
  close(): Promise<void>;
}

/**
 * A transaction pooler (Supabase's is on port 6543, PgBouncer says `?pgbouncer=true`) hands each
 * transaction another server connection, so a prepared statement is not there the next time.
 */
export function isTransactionPooler(url: string): boolean {
  const parsed = new URL(url);
  return parsed.port === "6543" || parsed.searchParams.get("pgbouncer") === "true";
}

interface PoolOptions {
  /** Connections at most; default 4 embedded, 10 on a server. */
  max?: number;
  /** Told the text and parameters of every statement that is sent. */
  onStatement?: (text: string, parameters: unknown[]) => void;
  /** False: one pool for ever, for a session that must stay the same (LISTEN). Whoever uses it makes sure that it lives. */
  renews?: boolean;
}

/** The longest pause between two tries to connect, in seconds: a database that is back must not wait for us (R1: ready within 5 s). */
const LONGEST_PAUSE_S = 1;

/**
 * Seconds until a connection is tried again after so many failures of its pool. The driver's own waits up to
 * 20 s after the seventh failure, which a busy pool reaches within a second.
 */
const pauseAfter = (failures: number): number => (0.5 + Math.random() / 2) * Math.min(2 ** failures / 50, LONGEST_PAUSE_S);

/** Opens a pool with `max` connections; nothing connects before the first query. */
export function connect(target: ConnectionTarget, options: PoolOptions = {}): Database {
  const { onStatement } = options;
  const pooled = target.kind === "server" && isTransactionPooler(target.url);
  const max = options.max ?? (target.kind === "embedded" ? 4 : 10);
  const common: postgres.Options<Record<string, never>> = {
    max,
    fetch_types: false,
    prepare: !pooled,
    connect_timeout: 15,
    backoff: pauseAfter,
    idle_timeout: target.kind === "embedded" ? 0 : 60,
    onnotice: () => {},
    ...(onStatement ? { debug: (_connection: number, text: string, parameters: unknown[]) => onStatement(text, parameters) } : {}),
    connection: { application_name: "misty" },
  };
  const open = (onclose?: () => void): postgres.Sql => {
    const given = { ...common, ...(onclose ? { onclose } : {}) };
    return target.kind === "embedded"
      ? postgres({ ...given, host: target.socketDir, port: target.port, database: "postgres", username: "postgres" })
      : postgres(withoutPoolerHint(target.url), { ...given, socket: openSocket } as typeof common);
  };
  const client = options.renews === false ? open() : renewingPool(open);
  addArrays(client.options);
  return {
    kind: target.kind,
    client,
    orm: drizzle(guardTransactions(client, !pooled, max), { schema }),
    target,
    pooled,
    close: () => client.end({ timeout: 5 }),
  };
}

/** The hint is for us; a server would refuse it as an unknown parameter. */
function withoutPoolerHint(url: string): string {
  const parsed = new URL(url);
  parsed.searchParams.delete("pgbouncer");
  return parsed.toString();
}
