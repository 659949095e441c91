import { sql, type SQL } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "../../client.ts";
import { USER_ROLES } from "../../enums.ts";
import { withRls, withSystem } from "../../rls.ts";
import { asRole, openTestDatabase, type TestDatabase } from "../../testing/index.ts";
import { randomHistory, randomRange, writeHistory } from "../../testing/random-history.ts";
import type { DayRange } from "../../metrics/types.ts";
import { readRatings, readStockBands, readTopAlbums } from "./catalogue.ts";
import { readTopCustomers } from "./customers.ts";
import { readTiles } from "./figures.ts";
import type { Frame } from "./frame.ts";
import { readRevenueByGenre, readRevenueOverTime } from "./revenue.ts";

const numRuns = Number(process.env["RUNS"] ?? 25);

const read = async <Row extends Record<string, unknown>>(tx: Tx, statement: SQL) => [...(await tx.execute<Row>(statement))];
const zone = sql`(select time_zone from settings)`;
const inside = ({ from, to }: DayRange) => sql`(o.order_date at time zone ${zone})::date between ${from}::date and ${to}::date and o.status <> 'cancelled'`;

/** A frame of one bar per quarter-ish piece: the cutting itself is tested with the period. */
const frameOf = (now: DayRange, before: DayRange): Frame => ({ now, before, grain: "day", buckets: [{ start: now.from, end: now.to, before }] });

describe("the dashboard's blocks", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ settings: { timeZone: "Europe/Berlin", lowStockThreshold: 3 } });
  });
  afterAll(() => test.close());

  it("agree with hand-written SQL and are the same for every role", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, randomRange, randomRange, async (history, now, before) => {
        const frame = frameOf(now, before);
        const hand = await withSystem(test.db, "write a random history and count it by hand", async (tx) => {
          await writeHistory(tx, history);
          return {
            genres: await read<{ genre: string; revenue: string }>(
              tx,
              sql`select coalesce(g.name, 'No genre') as genre, sum(l.line_total)::text as revenue from order_items l join orders o on o.id = l.order_id
                left join albums a on a.id = l.album_id left join genres g on g.id = a.genre_id where ${inside(now)} group by g.id, g.name having sum(l.line_total) > 0 order by sum(l.line_total) desc, g.name is null, g.name`,
            ),
            albums: await read<{ albumId: string; units: number; revenue: string }>(
              tx,
              sql`select l.album_id as "albumId", sum(l.quantity)::int as units, sum(l.line_total)::text as revenue from order_items l join orders o on o.id = l.order_id
                where ${inside(now)} and l.album_id is not null group by l.album_id order by sum(l.quantity) desc, sum(l.line_total) desc, l.album_id`,
            ),
            customers: await read<{ customerId: string; orders: number; revenue: string }>(
              tx,
              sql`select o.customer_id as "customerId", count(distinct o.id)::int as orders, coalesce(sum(l.line_total), 0.00)::text as revenue from orders o left join order_items l on l.order_id = o.id
                where ${inside(now)} and o.customer_id is not null group by o.customer_id order by coalesce(sum(l.line_total), 0) desc, count(distinct o.id) desc, o.customer_id`,
            ),
            revenue: await read<{ now: string; before: string }>(
              tx,
              sql`select (select coalesce(sum(l.line_total), 0.00) from order_items l join orders o on o.id = l.order_id where ${inside(now)})::text as now,
                (select coalesce(sum(l.line_total), 0.00) from order_items l join orders o on o.id = l.order_id where ${inside(before)})::text as before`,
            ),
            stars: await read<{ stars: number; count: number }>(
              tx,
              sql`select rating::int as stars, count(*)::int as count from reviews where (review_date at time zone ${zone})::date between ${now.from}::date and ${now.to}::date group by rating order by rating desc`,
            ),
          };
        });
        for (const role of USER_ROLES) {
          await withRls(test.db, asRole(role), async (tx) => {
            const genres = await readRevenueByGenre(tx, frame);
            expect(genres.rows.map(({ genre, revenue }) => ({ genre, revenue }))).toEqual(hand.genres);
            expect(genres.others).toBeNull();
            if (genres.rows.length > 0) expect(genres.rows.reduce((sum, row) => sum + row.share, 0)).toBeCloseTo(1, 4);
            const albums = await readTopAlbums(tx, now, 50);
            expect(albums.map(({ albumId, units, revenue }) => ({ albumId, units, revenue }))).toEqual(hand.albums);
            const customers = await readTopCustomers(tx, now, 50);
            expect(customers.map(({ customerId, orders, revenue }) => ({ customerId, orders, revenue }))).toEqual(hand.customers);
            const { points } = await readRevenueOverTime(tx, frame);
            expect(points).toEqual([{ start: now.from, end: now.to, value: hand.revenue[0]?.now, before: hand.revenue[0]?.before }]);
            const ratings = await readRatings(tx, now);
            expect(ratings.stars.filter((row) => row.count > 0)).toEqual(hand.stars);
            const bands = await readStockBands(tx);
            expect(bands.out + bands.low + bands.fine + bands.unknown).toBe(bands.titles);
            const tiles = await readTiles(tx, frame, 30);
            expect(tiles[0]).toMatchObject({ metric: "revenue", value: hand.revenue[0]?.now, before: hand.revenue[0]?.before });
            expect(tiles[0]?.spark.at(-1)?.value).toBe(Number(hand.revenue[0]?.now));
          });
        }
      }),
      { numRuns: Math.ceil(numRuns / 3), endOnFailure: true },
    );
  });
});
