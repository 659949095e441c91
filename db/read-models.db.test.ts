import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withSystem } from "#db/rls.ts";
import { anyStep, type Cast, play } from "#db/testing/histories.ts";
import { addAlbum, addCustomer, openTestDatabase, runs, type TestDatabase } from "#db/testing/index.ts";
import { findReadModelErrors, readModelRows } from "#db/testing/read-model-errors.ts";

let test: TestDatabase;
let cast: Cast;

beforeAll(async () => {
  test = await openTestDatabase();
  cast = await withSystem(test.db, "prepare", async (tx) => ({
    albums: [await addAlbum(tx), await addAlbum(tx), await addAlbum(tx)],
    customers: [await addCustomer(tx), await addCustomer(tx), await addCustomer(tx)],
  }));
});
afterAll(() => test.close());

const errors = () => withSystem(test.db, "compare", findReadModelErrors);

it("equal raw sums after every step of random histories", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 14 }), async (steps) => {
      await withSystem(test.db, "an empty shop", (tx) => tx.execute(sql`truncate orders, order_items, payments, sales restart identity cascade`));
      expect(await withSystem(test.db, "look", readModelRows)).toEqual([]);
      for (const step of steps) {
        await withSystem(test.db, step.name, (tx) => play(tx, step, cast));
        expect(await errors(), step.name).toEqual([]);
      }
      const before = await withSystem(test.db, "look", readModelRows);
      await withSystem(test.db, "rebuild", (tx) => tx.execute(sql`select rebuild_read_models()`));
      expect(await withSystem(test.db, "look", readModelRows)).toEqual(before);
    }),
    { numRuns: runs() },
  );
});
