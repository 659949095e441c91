import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

const ask = (db: TestDatabase["db"], n: number) => withSystem(db, "ask often", async (tx) => (await tx.execute<{ n: number }>(sql`select ${n}::int + 1 as n`))[0]?.n);
const prepared = () => withSystem(test.db, "count what is prepared", async (tx) => Number((await tx.execute<{ count: number }>(sql.raw("select count(*)::int as count from pg_prepared_statements")))[0]?.count));

it("forgets what a client had prepared when the client has gone, and keeps the others' statements", async () => {
  for (let n = 0; n < 12; n += 1) expect(await ask(test.db, n)).toBe(n + 1);
  const before = await prepared();
  for (let guest = 0; guest < 5; guest += 1) {
    const db = test.connect();
    for (let n = 0; n < 12; n += 1) expect(await ask(db, n)).toBe(n + 1);
    await db.close();
  }
  await expect.poll(prepared).toBeLessThanOrEqual(before + 2);
  for (let n = 0; n < 12; n += 1) expect(await ask(test.db, n)).toBe(n + 1);
});
