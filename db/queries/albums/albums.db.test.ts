import { sql, type SQL } from "drizzle-orm";
import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "../../client.ts";
import { USER_ROLES } from "../../enums.ts";
import { withRls, withSystem } from "../../rls.ts";
import { albumPrices, inventory, sales } from "../../schema/index.ts";
import { addAlbum, addOrder, addStock, asRole, openTestDatabase, people, type TestDatabase } from "../../testing/index.ts";
import { randomHistory, randomRange, writeHistory } from "../../testing/random-history.ts";
import type { DayRange } from "../../metrics/types.ts";
import type { Frame } from "../dashboard/frame.ts";
import { listAlbumOrders, readAlbumBuyers } from "./album-buyers.ts";
import { listPriceSteps } from "./album-prices.ts";
import { readAlbumReviews } from "./album-reviews.ts";
import { readAlbumFigures, readAlbumOverTime } from "./album-sales.ts";
import { listAlbumCopies, listAlbumMovements, readShelfLevels } from "./album-shelf.ts";
import { readAlbumHead } from "./read-album.ts";

const numRuns = Number(process.env["RUNS"] ?? 25);
const zone = sql`(select time_zone from settings)`;
const rows = async <Row extends Record<string, unknown>>(tx: Tx, statement: SQL) => [...(await tx.execute<Row>(statement))];
const one = async <Row extends Record<string, unknown>>(tx: Tx, statement: SQL) => ((await rows<Row>(tx, statement))[0] ?? {}) as Row;
const dayOf = (instant: SQL): SQL => sql`(${instant} at time zone ${zone})::date`;
const frameOf = (now: DayRange, before: DayRange): Frame => ({ now, before, grain: "day", buckets: [{ start: now.from, end: now.to, before }] });

const changes = fc.array(fc.record({ at: fc.constantFrom("2026-01-31T22:30:00Z", "2026-03-29T00:30:00Z", "2026-03-29T11:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-12-31T23:30:00Z"), price: fc.option(fc.constantFrom("12.0000", "19.5000"), { nil: null }) }), { maxLength: 4 });

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ settings: { timeZone: "Europe/Berlin", lowStockThreshold: 3 } });
});
afterAll(() => test.close());

describe("the page of a record", () => {
  it("agrees with hand-written SQL over base tables, the same for every role", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, randomRange, randomRange, changes, fc.constantFrom(...USER_ROLES), async (history, now, before, prices, role) => {
        const hand = await withSystem(test.db, "write a random history and count it by hand", async (tx) => {
          await writeHistory(tx, history);
          const { id } = await one<{ id: string }>(tx, sql`select id from albums where title = 'Record 0'`);
          await tx.execute(sql`delete from album_prices`);
          for (const { at, price } of prices) await tx.insert(albumPrices).values({ albumId: id, listPrice: price, validFrom: new Date(at), changedBy: people.buyer.id });
          const lines = sql`order_items l join orders o on o.id = l.order_id`;
          const counted = sql`l.album_id = ${id}::uuid and o.status <> 'cancelled'`;
          const inside = ({ from, to }: DayRange) => sql`${counted} and ${dayOf(sql`o.order_date`)} between ${from}::date and ${to}::date`;
          const sums = (days: DayRange) =>
            one<Record<string, string | null>>(
              tx,
              sql`select coalesce(sum(l.quantity), 0)::text as units, coalesce(sum(l.line_total), 0.00)::text as revenue, round(sum(l.line_total) / nullif(sum(l.quantity), 0), 2)::text as average_price,
                round((sum(l.line_total) filter (where l.unit_cost is not null) - sum(l.quantity * l.unit_cost)) / nullif(sum(l.line_total) filter (where l.unit_cost is not null), 0), 6)::text as gross_margin
                from ${lines} where ${inside(days)}`,
            );
          const steps = [];
          const written = await rows<{ price: string | null; from: string; to: string | null }>(
            tx,
            sql`select list_price::text as price, valid_from::text as from, (select min(n.valid_from)::text from album_prices n where (n.valid_from, n.id) > (p.valid_from, p.id)) as to from album_prices p order by valid_from desc, id desc`,
          );
          for (const { price, from, to } of written) {
            const sold = await one<{ units: string }>(tx, sql`select coalesce(sum(l.quantity), 0)::text as units from ${lines} where ${counted} and o.order_date >= ${from}::timestamptz and (${to}::timestamptz is null or o.order_date < ${to}::timestamptz)`);
            steps.push({ listPrice: price, units: sold.units });
          }
          const earlier = await one<{ units: string }>(tx, sql`select coalesce(sum(l.quantity), 0)::text as units from ${lines} where ${counted} and (not exists (select from album_prices) or o.order_date < (select min(valid_from) from album_prices))`);
          if (earlier.units !== "0") steps.push({ listPrice: null, units: earlier.units });
          return {
            id,
            now: await sums(now),
            before: await sums(before),
            steps,
            level: await one<{ copies: number | null }>(tx, sql`select sum(s.quantity)::int as copies from sales s join inventory i on i.id = s.inventory_id where i.album_id = ${id}::uuid and ${dayOf(sql`s.occurred_at`)} <= ${now.to}::date`),
            reviews: await one<{ mean: string | null; count: number }>(tx, sql`select round(avg(rating), 2)::text as mean, count(*)::int as count from reviews where album_id = ${id}::uuid`),
            buyers: await rows<{ number: number; units: number; revenue: string }>(
              tx,
              sql`select c.number, sum(l.quantity)::int as units, sum(l.line_total)::text as revenue from ${lines} join customers c on c.id = o.customer_id where ${inside(now)} group by c.id order by sum(l.quantity) desc, sum(l.line_total) desc, c.number`,
            ),
            walkIns: await one<{ units: number }>(tx, sql`select coalesce(sum(l.quantity), 0)::int as units from ${lines} where ${inside(now)} and o.customer_id is null`),
            orders: await rows<{ number: number; units: number }>(tx, sql`select o.order_number as number, sum(l.quantity)::int as units from ${lines} where l.album_id = ${id}::uuid group by o.id order by o.order_date desc, o.id desc`),
          };
        });
        await withRls(test.db, asRole(role), async (tx) => {
          const frame = frameOf(now, before);
          const figures = await readAlbumFigures(tx, hand.id, frame);
          expect(Object.fromEntries(figures.map(({ id, value }) => [id, value]))).toEqual(hand.now);
          expect(Object.fromEntries(figures.map(({ id, before: past }) => [id, past]))).toEqual(hand.before);
          const [bar] = await readAlbumOverTime(tx, hand.id, frame);
          expect(bar).toMatchObject({ units: hand.now["units"], revenue: hand.now["revenue"], before: hand.before["units"] });
          expect((await listPriceSteps(tx, hand.id)).map(({ listPrice, units }) => ({ listPrice, units }))).toEqual(hand.steps);
          expect((await readShelfLevels(tx, hand.id, frame))[0]?.copies).toBe(hand.level.copies);
          const reviews = await readAlbumReviews(tx, hand.id, undefined);
          expect({ mean: reviews.mean, count: reviews.count }).toEqual(hand.reviews);
          expect(reviews.stars.reduce((sum, { count }) => sum + count, 0)).toBe(reviews.count);
          const buyers = await readAlbumBuyers(tx, hand.id, now, 100);
          expect(buyers.top.map(({ number, units, revenue }) => ({ number, units, revenue }))).toEqual(hand.buyers);
          expect(buyers).toMatchObject({ customers: hand.buyers.length, walkInUnits: hand.walkIns.units });
          expect((await listAlbumOrders(tx, hand.id, 2)).map(({ orderNumber, units }) => ({ number: orderNumber, units }))).toEqual(hand.orders.slice(0, 2));
        });
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    );
  });

  it("says of a record that was never sold, counted, priced or reviewed that nothing is known", async () => {
    const id = await withSystem(test.db, "prepare a test", (tx) => addAlbum(tx, { title: "Unknown", listPrice: null }));
    await withRls(test.db, asRole("staff"), async (tx) => {
      const frame = frameOf({ from: "2026-01-01", to: "2026-12-31" }, { from: "2025-01-01", to: "2025-12-31" });
      expect(await readAlbumHead(tx, id)).toMatchObject({ title: "Unknown", listPrice: null, unitCost: null, firstSold: null, lastSold: null });
      expect(await readAlbumHead(tx, v7())).toBeNull();
      expect((await readAlbumFigures(tx, id, frame)).map(({ value, change }) => [value, change.kind])).toEqual([["0", "none"], ["0.00", "none"], [null, "none"], [null, "none"]]);
      expect(await listAlbumCopies(tx, id)).toEqual([]);
      expect(await readShelfLevels(tx, id, frame)).toEqual([{ start: "2026-01-01", end: "2026-12-31", copies: null }]);
      expect(await readAlbumReviews(tx, id, undefined)).toMatchObject({ mean: null, count: 0, newest: [], nextCursor: null });
      expect(await readAlbumBuyers(tx, id, frame.now, 8)).toEqual({ top: [], customers: 0, walkInUnits: 0 });
      expect(await listAlbumOrders(tx, id, 8)).toEqual([]);
    });
  });

  it("names new copies and each used one, and what moved last with person and reason", async () => {
    const { id, used } = await withSystem(test.db, "prepare a test", async (tx) => {
      const album = await addAlbum(tx, { title: "Two shelves", listPrice: "30" });
      await addStock(tx, album, 4, { occurredAt: new Date("2026-06-01T10:00:00Z") });
      const copy = v7();
      await tx.insert(inventory).values({ id: copy, albumId: album, condition: "used", mediaGrade: "Very Good Plus (VG+)", sleeveGrade: "Very Good (VG)", listPrice: "18" });
      const order = await addOrder(tx, { lines: [{ albumId: album }] });
      await tx.insert(sales).values([
        { id: v7(), inventoryId: copy, movement: "restock", quantity: 1, reason: "trade-in", userId: people.buyer.id, occurredAt: new Date("2026-06-02T10:00:00Z") },
        { id: v7(), inventoryId: copy, movement: "sale", quantity: -1, orderItemId: order.lineIds[0] ?? null, occurredAt: new Date("2026-06-03T10:00:00Z") },
      ]);
      return { id: album, used: copy };
    });
    await withRls(test.db, asRole("staff"), async (tx) => {
      const copies = await listAlbumCopies(tx, id);
      expect(copies.map(({ condition, onHand, reorderPoint, listPrice }) => ({ condition, onHand, reorderPoint, listPrice }))).toEqual([
        { condition: "new", onHand: 4, reorderPoint: 3, listPrice: "30.0000" },
        { condition: "used", onHand: 0, reorderPoint: null, listPrice: "18.0000" },
      ]);
      expect(copies[1]).toMatchObject({ id: used, mediaGrade: "Very Good Plus (VG+)", sleeveGrade: "Very Good (VG)" });
      const movements = await listAlbumMovements(tx, id, 2);
      expect(movements.map(({ movement, quantity, reason, person }) => ({ movement, quantity, reason, person }))).toEqual([
        { movement: "sale", quantity: -1, reason: null, person: null },
        { movement: "restock", quantity: 1, reason: "trade-in", person: people.buyer.name },
      ]);
      expect(movements[0]?.orderNumber).toEqual(expect.any(Number));
      const levels = await readShelfLevels(tx, id, { now: { from: "2026-06-01", to: "2026-06-03" }, before: null, grain: "day", buckets: ["2026-05-31", "2026-06-01", "2026-06-02", "2026-06-03"].map((day) => ({ start: day, end: day, before: null })) });
      expect(levels.map(({ copies: held }) => held)).toEqual([null, 4, 5, 4]);
    });
  });
});
