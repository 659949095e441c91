import fc from "fast-check";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USER_ROLES } from "../../../enums.ts";
import { withRls, withSystem } from "../../../rls.ts";
import { addAlbum, addArtist, addOrder, asRole, openTestDatabase, runs, type TestDatabase } from "../../../testing/index.ts";
import { randomHistory, writeHistory } from "../../../testing/random-history.ts";
import type { BlockData, BlockQuestion } from "../block.ts";
import { expectDrills, expectRaw, expectTable } from "../testing/check-block.ts";
import { asked, frameOf, randomQuestion } from "../testing/random-question.ts";
import { RAW_CATALOGUE } from "../testing/raw-catalogue.ts";
import { CATALOGUE_BLOCKS } from "./index.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ settings: { timeZone: "Europe/Berlin" } });
});
afterAll(() => test.close());

const blockOf = (id: string) => {
  const block = CATALOGUE_BLOCKS.find((candidate) => candidate.id === id);
  if (!block) throw new Error(`no block ${id}`);
  return block;
};

/** A block as a manager reads it, compared with its reference, its rows summed. */
async function check(id: string, question: BlockQuestion): Promise<BlockData> {
  const block = blockOf(id);
  const name = `${id} by ${question.by}`;
  const raw = await withSystem(test.db, "count by hand", (tx) => RAW_CATALOGUE[id]?.(tx, question) ?? Promise.reject(new Error(`${name} has no reference`)));
  const data = await withRls(test.db, asRole("manager"), async (tx) => {
    const found = await block.read(tx, question);
    await expectDrills(tx, found, name);
    return found;
  });
  expectTable(data, name);
  expectRaw(data, raw, name);
  return data;
}

const question = (now: { from: string; to: string }, before: { from: string; to: string } | null, by: string, pieces = 3): BlockQuestion => ({
  frame: frameOf(now, before, pieces),
  today: "2026-07-01",
  currency: "EUR",
  timeZone: "Europe/Berlin",
  by,
});

describe("every block of the catalogue", () => {
  it("is what hand-written SQL over the base tables says, its rows add up, and every role sees the same figures", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, randomQuestion, fc.constantFrom(...USER_ROLES), async (history, asking, role) => {
        await withSystem(test.db, "write a random history", (tx) => writeHistory(tx, history));
        for (const block of CATALOGUE_BLOCKS) {
          for (const choice of asked(block, asking)) {
            const data = await check(block.id, choice);
            const other = await withRls(test.db, asRole(role), (tx) => block.read(tx, choice));
            expect(other, block.id).toEqual(data);
          }
        }
      }),
      { numRuns: Math.ceil(runs() / 3) },
    );
  });
});

describe("with more groups than a table names", () => {
  const june = { from: "2026-06-01", to: "2026-06-30" };
  const may = { from: "2026-05-01", to: "2026-05-31" };
  beforeAll(async () => {
    await withSystem(test.db, "25 artists, one of them only in May", async (tx) => {
      await writeHistory(tx, { albums: [], orders: [], reviews: [], movements: [] });
      for (let n = 0; n < 25; n += 1) {
        const albumId = await addAlbum(tx, { title: `Record ${n}`, artistId: await addArtist(tx, `Artist ${n}`), year: 1900 + n });
        const orderDate = new Date(n === 24 ? "2026-05-10T10:00:00Z" : "2026-06-10T10:00:00Z");
        await addOrder(tx, { orderDate, lines: [{ albumId, quantity: 1 + (n % 3), lineTotal: `${10 + n}.10` }, ...(n === 0 ? [{ lineTotal: "5.00" }] : [])] });
      }
    });
  });

  it("names the largest and sums the others, those that sold only before among them", async () => {
    for (const by of ["revenue", "units"]) {
      const data = await check("artists", question(june, may, by));
      expect(data.rows).toHaveLength(22);
      expect(data.total).toBe(26);
      expect(data.rows.at(-2)).toMatchObject({ key: "none", cells: { name: "No artist", revenue: "5.00", units: "1" } });
      expect(data.rows.at(-1)).toMatchObject({ key: "others", cells: { name: "All others (5)" } });
      expect(data.rows.at(-1)?.drills).toBeUndefined();
      const sum = await withSystem(test.db, "sum", (tx) => tx.execute<{ sum: string }>(sql`select sum(x::numeric)::text as sum from unnest(${sql.param(`{${data.rows.map((row) => row.cells["revenue"]).join(",")}}`)}::text[]) x`));
      expect(sum[0]?.sum).toBe("523.40");
    }
    const before = await check("artists", question(june, may, "revenue"));
    expect(before.rows.at(-1)?.cells["before"]).toBe("34.10");
  });

  it("draws twelve over time, with the others and what is not known in a column each", async () => {
    const data = await check("genre-trend", question(june, null, "artist", 4));
    expect(data.columns).toHaveLength(2 + 12 + 2);
    expect(data.columns.slice(-2).map((column) => column.label)).toEqual(["All others", "No artist"]);
    // Whole months come from the sums of months.
    const months = await check("genre-trend", question({ from: "2026-05-01", to: "2026-06-30" }, null, "decade", 2));
    expect(months.rows.map((row) => row.cells["start"])).toEqual(["2026-05-01", "2026-06-01"]);
  });

  it("has no rows where nothing was sold", async () => {
    for (const block of CATALOGUE_BLOCKS) {
      for (const choice of asked(block, question({ from: "2020-01-01", to: "2020-01-31" }, null, ""))) expect((await check(block.id, choice)).rows).toEqual([]);
    }
  });
});
