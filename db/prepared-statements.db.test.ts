import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

it("goes on when a table changes under statements that are prepared on every connection", async () => {
  const read = () => withSystem(test.db, "read what changes", async (tx) => [...(await tx.execute(sql`select * from changing where a = ${1}::int`))]);
  await withSystem(test.db, "make what changes", async (tx) => void (await tx.execute(sql.raw("create table changing as select 1 as a"))));
  for (let round = 0; round < 30; round += 1) await Promise.all([read(), read(), read(), read()]);
  await withSystem(test.db, "change it", async (tx) => void (await tx.execute(sql.raw("alter table changing add b int default 2"))));
  for (let round = 0; round < 30; round += 1) expect(await read()).toEqual([{ a: 1, b: 2 }]);

  await withSystem(test.db, "forget what was prepared", async (tx) => void (await tx.execute(sql.raw("deallocate all"))));
  for (let round = 0; round < 30; round += 1) expect(await read()).toEqual([{ a: 1, b: 2 }]);
});
