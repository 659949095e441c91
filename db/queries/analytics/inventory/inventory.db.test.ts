import { sql } from "drizzle-orm";
import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "../../../client.ts";
import { MEDIA_GRADES, USER_ROLES } from "../../../enums.ts";
import { computeMetrics } from "../../../metrics/compute.ts";
import { withRls, withSystem } from "../../../rls.ts";
import { inventory, sales } from "../../../schema/index.ts";
import { addAlbum, addOrder, asRole, openTestDatabase, runs, type TestDatabase } from "../../../testing/index.ts";
import { randomHistory, writeHistory } from "../../../testing/random-history.ts";
import { ageOfStock } from "../../inventory/age.ts";
import { expectDrills, expectRaw, expectTable } from "../testing/check-block.ts";
import { asked, frameOf, randomQuestion } from "../testing/random-question.ts";
import { RAW_INVENTORY } from "../testing/raw-inventory.ts";
import { INVENTORY_BLOCKS } from "./index.ts";

/** Used copies beside the history's shelf: album, grade, how many came and left, price of its own; and movements that are undone. */
const more = fc.record({
  used: fc.array(fc.record({ album: fc.nat({ max: 3 }), grade: fc.constantFrom(...MEDIA_GRADES), copies: fc.integer({ min: 1, max: 2 }), gone: fc.boolean(), price: fc.option(fc.constantFrom("12.00", "24.99", "60.00"), { nil: null }) }), { maxLength: 3 }),
  found: fc.array(fc.record({ shelf: fc.nat({ max: 5 }), quantity: fc.integer({ min: 1, max: 3 }) }), { maxLength: 2 }),
  undone: fc.array(fc.nat({ max: 11 }), { maxLength: 3 }),
});

async function writeMore(tx: Tx, { used, found, undone }: typeof more extends fc.Arbitrary<infer More> ? More : never): Promise<void> {
  const albums = await tx.execute<{ id: string }>(sql`select id from albums order by title`);
  for (const copy of used) {
    const id = v7();
    await tx.insert(inventory).values({ id, albumId: albums[copy.album]?.id ?? "", condition: "used", mediaGrade: copy.grade, listPrice: copy.price });
    await tx.insert(sales).values({ id: v7(), inventoryId: id, movement: "restock", quantity: copy.copies, occurredAt: new Date("2026-03-01T11:00:00Z") });
    if (copy.gone) await tx.insert(sales).values({ id: v7(), inventoryId: id, movement: "sale", quantity: -1, occurredAt: new Date("2026-04-15T11:00:00Z") });
  }
  const shelves = await tx.execute<{ id: string }>(sql`select id from inventory order by id`);
  for (const { shelf, quantity } of found) {
    const inventoryId = shelves[shelf]?.id;
    if (inventoryId) await tx.insert(sales).values({ id: v7(), inventoryId, movement: "adjustment", quantity, reason: "Found behind the counter", occurredAt: new Date("2026-05-31T09:00:00Z") });
  }
  const movements = await tx.select().from(sales).orderBy(sales.id);
  for (const index of new Set(undone)) {
    const movement = movements[index];
    if (movement) await tx.insert(sales).values({ id: v7(), inventoryId: movement.inventoryId, movement: movement.movement, quantity: -movement.quantity, undoes: movement.id, reason: "Taken back", occurredAt: new Date(movement.occurredAt.getTime() + 60_000) });
  }
}

describe("the blocks of the tab inventory", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ settings: { timeZone: "Europe/Berlin", lowStockThreshold: 3 } });
  });
  afterAll(() => test.close());

  it("are what hand-written SQL says for every choice, the same for every role, and their rows add up to them", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, more, randomQuestion, async (history, extra, question) => {
        const raw = await withSystem(test.db, "write a random history and count it by hand", async (tx) => {
          await writeHistory(tx, history);
          await writeMore(tx, extra);
          await tx.execute(sql`select set_config('jit', 'off', true)`);
          const found = new Map<string, Awaited<ReturnType<(typeof RAW_INVENTORY)[string]>>>();
          for (const block of INVENTORY_BLOCKS) for (const one of asked(block, question)) found.set(`${block.id} ${one.by}`, (await RAW_INVENTORY[block.id]?.(tx, one)) ?? {});
          return found;
        });
        for (const role of USER_ROLES) {
          await withRls(test.db, asRole(role), async (tx) => {
            for (const block of INVENTORY_BLOCKS) {
              for (const one of asked(block, question)) {
                const name = `${role}: ${block.id} by ${one.by}`;
                const data = await block.read(tx, one);
                expectTable(data, name);
                expectRaw(data, raw.get(`${block.id} ${one.by}`) ?? {}, name);
                if (role === "staff") await expectDrills(tx, data, name);
              }
            }
          });
        }
      }),
      { numRuns: Math.ceil(runs() / 4), endOnFailure: true },
    );
  });

  it("has an age for every copy on hand, and parts that add up to the shop's figures", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, more, randomQuestion, async (history, extra, question) => {
        await withSystem(test.db, "write a random history", async (tx) => {
          await writeHistory(tx, history);
          await writeMore(tx, extra);
        });
        await withRls(test.db, asRole("buyer"), async (tx) => {
          const wrong = await tx.execute(sql`
            select i.id from analytics_api.inventory i left join (select inventory_id, sum(copies) as copies from (${ageOfStock(question.today)}) g group by inventory_id) g on g.inventory_id = i.id
            where coalesce(g.copies, 0) <> greatest(i.on_hand, 0)`);
          expect([...wrong]).toEqual([]);
          const [metrics] = await computeMetrics(tx, ["sell_through"], [question.frame.now]);
          const block = INVENTORY_BLOCKS.find(({ id }) => id === "sell-through");
          const { rows = [] } = (await block?.read(tx, { ...question, by: "genre" })) ?? {};
          const sum = (column: string): number => rows.reduce((whole, row) => whole + Number(row.cells[column]), 0);
          const there = sum("opening") + sum("received");
          if (there > 0) expect(Number(metrics?.sell_through.value)).toBeCloseTo(sum("sold") / there, 5);
          else expect(metrics?.sell_through.value).toBeNull();
        });
      }),
      { numRuns: Math.ceil(runs() / 2), endOnFailure: true },
    );
  });

  it("says that nothing was counted where orders were imported and no shelf was", async () => {
    await withSystem(test.db, "an imported history", async (tx) => {
      await tx.execute(sql`truncate orders, order_items, payments, reviews, sales, inventory, album_prices, albums, genres, customers, customer_contacts cascade`);
      const albumId = await addAlbum(tx, { title: "Imported" });
      await addOrder(tx, { channel: "import", lines: [{ albumId }] });
    });
    await withRls(test.db, asRole("manager"), async (tx) => {
      const now = { from: "2026-01-01", to: "2026-12-31" };
      for (const block of INVENTORY_BLOCKS) {
        for (const one of asked(block, { frame: frameOf(now, null, 4), today: "2026-12-31", currency: "EUR", timeZone: "Europe/Berlin" })) {
          const data = await block.read(tx, one);
          expect({ id: block.id, rows: data.rows, total: data.total }).toEqual({ id: block.id, rows: [], total: 0 });
        }
        expect(block.whenEmpty).toMatch(/count|inventory page|on a page yet/i);
      }
    });
  });
});
