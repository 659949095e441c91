import { sql } from "drizzle-orm";
import type { Database, Tx } from "./client.ts";
import { errorCode, isStaleStatement, LOST_CONNECTION } from "./connection-errors.ts";
import { listenToStatements, type StatementListener } from "./guard-transactions.ts";
import type { UserRole } from "./enums.ts";

export { errorCode } from "./connection-errors.ts";

/** The person in whose name a transaction runs. */
export interface Person {
  id: string;
  role: UserRole;
}

export interface TransactionOptions {
  /** Refuses writes; also lets a transaction that lost its connection be tried once more. */
  readOnly?: boolean;
  /** All statements see the database as it was at the first (repeatable read). */
  snapshot?: boolean;
  /** How long one statement may take on a server, in ms (embedded, the watchdog counts). Default 15,000. */
  statementTimeoutMs?: number;
  /** Told each statement of `fn` with its parameters, in order; told again from the first when the transaction is tried again. */
  onStatement?: StatementListener;
}

/** The connection went away. `outcome` says what is known about the transaction's writes. */
export class ConnectionLostError extends Error {
  constructor(
    readonly outcome: "rolled_back" | "unknown",
    cause: unknown,
  ) {
    super(
      outcome === "rolled_back"
        ? "The connection to the database was lost; nothing was changed. Try again."
        : "The connection to the database was lost while the change was being saved. Look whether it is there before trying again.",
      { cause },
    );
    this.name = "ConnectionLostError";
  }
}

const RETRIED = new Set(["40001", "40P01"]);
const ATTEMPTS = 4; // once, and three times again
/** A change of a table meets each connection and each of its statements once. */
const STALE_ATTEMPTS = 20;
/** How long a transaction waits for the embedded database to come back after its thread was ended. */
const EMBEDDED_RESTART_MS = 8_000;

/**
 * A server that expects a statement to be dear compiles it first, which took half a second to
 * seconds where the statement itself took a tenth; none of ours runs long enough to win it back.
 */
const WITHOUT_JIT = sql`set_config('jit', 'off', true)`;

async function transact<T>(db: Database, begin: (tx: Tx) => Promise<void>, fn: (tx: Tx) => Promise<T>, options: TransactionOptions): Promise<T> {
  let readAgain = options.readOnly === true;
  const restartedBy = performance.now() + EMBEDDED_RESTART_MS;
  for (let attempt = 1; ; attempt++) {
    let begun = false;
    let finished = false;
    let ready = false;
    const listener: StatementListener | undefined = options.onStatement && ((text, parameters) => void (ready && options.onStatement?.(text, parameters)));
    try {
      return await listenToStatements(listener, () => db.orm.transaction(
        async (tx) => {
          begun = true;
          await begin(tx);
          ready = true;
          const result = await fn(tx);
          finished = true;
          return result;
        },
        options.snapshot ? { isolationLevel: "repeatable read" } : undefined,
      ));
    } catch (error) {
      const code = errorCode(error);
      if (code && RETRIED.has(code) && attempt < ATTEMPTS) {
        await new Promise((resolve) => setTimeout(resolve, 10 * attempt + Math.random() * 20 * attempt));
        continue;
      }
      if (attempt < STALE_ATTEMPTS && isStaleStatement(error)) continue;
      if (code && LOST_CONNECTION.has(code)) {
        // The embedded database comes back by itself; nothing of this transaction was sent yet.
        if (!begun && db.kind === "embedded" && performance.now() < restartedBy) {
          await new Promise((resolve) => setTimeout(resolve, 100));
          continue;
        }
        if (begun && readAgain) {
          readAgain = false;
          continue;
        }
        throw new ConnectionLostError(finished && !options.readOnly ? "unknown" : "rolled_back", error);
      }
      throw error;
    }
  }
}

/**
 * Runs `fn` in one transaction with the rights of `person`: row-level security decides
 * which rows exist. Serialization failures and deadlocks are retried three times, statements whose
 * table changed since they were prepared until they are new, so `fn` must have no effect outside the database.
 *
 * Throws ConnectionLostError when the database went away.
 */
export function withRls<T>(db: Database, person: Person, fn: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
  const claims = JSON.stringify({ sub: person.id, role: "authenticated", misty_role: person.role });
  const timeout = String(options.statementTimeoutMs ?? 15_000);
  const readOnly = options.readOnly ? "on" : "off";
  return transact(
    db,
    async (tx) => {
      // One bound statement; pasting the claims into the text would be an injection.
      await tx.execute(
        sql`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true), set_config('statement_timeout', ${timeout}, true), set_config('transaction_read_only', ${readOnly}, true), ${WITHOUT_JIT}`,
      );
    },
    fn,
    options,
  );
}

/**
 * Runs `fn` as the owner of the schema, past row-level security: migrations, seeds, sign-in,
 * jobs. `reason` says why and is logged with the transaction.
 */
export function withSystem<T>(db: Database, reason: string, fn: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
  const timeout = String(options.statementTimeoutMs ?? 60_000);
  systemReasons.forEach((listener) => listener(reason));
  return transact(
    db,
    async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${timeout}, true), set_config('transaction_read_only', ${options.readOnly ? "on" : "off"}, true), ${WITHOUT_JIT}`);
    },
    fn,
    options,
  );
}

const systemReasons = new Set<(reason: string) => void>();

/** Tells `listener` the reason of every system transaction (the host logs them). Returns the way to stop. */
export function onSystemTransaction(listener: (reason: string) => void): () => void {
  systemReasons.add(listener);
  return () => systemReasons.delete(listener);
}
