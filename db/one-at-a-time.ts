import { sql } from "drizzle-orm";
import { connect, type Database } from "./client.ts";
import { withSystem } from "./rls.ts";

/** Works that processes of one database take turns at; the numbers are arbitrary. */
const LOCKS = { migrations: 7_317_001, "job queue": 7_317_011 } as const;

/**
 * Runs `work` while no other process of this database is at it; the others wait. The turn is a lock of a
 * transaction on a connection of its own, which also holds behind a transaction pooler and ends with the
 * process. The embedded database has one process.
 */
export async function oneAtATime(db: Database, what: keyof typeof LOCKS, work: () => Promise<void>): Promise<void> {
  const { target } = db;
  if (target.kind === "embedded") return work();
  const own = connect({ kind: "server", url: target.directUrl ?? target.url }, { max: 1 });
  const takeTurn = async () => {
    await withSystem(
      own,
      `a turn at the ${what}`,
      async (tx) => {
        await tx.execute(sql`select set_config('lock_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true), pg_advisory_xact_lock(${LOCKS[what]})`);
        await work();
      },
      { statementTimeoutMs: 0 },
    );
  };
  await takeTurn().finally(() => own.close());
}
