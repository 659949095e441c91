import { sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { withSystem } from "./rls.ts";

/** Whether the database answers within `withinMs`. Never throws. */
export async function answersWithin(db: Database, withinMs: number): Promise<boolean> {
  const answer = withSystem(db, "is the database there", (tx) => tx.execute(sql`select 1`), { readOnly: true }).then(
    () => true,
    () => false,
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((done) => (timer = setTimeout(() => done(false), withinMs)));
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
