import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../client.ts";
import { withSystem } from "../rls.ts";
import { openTestDatabase, type TestDatabase } from "../testing/index.ts";
import { GENRES } from "./catalogue/types.ts";
import { prepareDemoShop } from "./demo-shop.ts";
import { DatabaseInUseError } from "./load/settings.ts";
import { DEMO_PEOPLE } from "./people-ids.ts";
import { declareEmpty, seedDatabase } from "./seed-database.ts";
import { seedStress } from "./seed-stress.ts";

const opened: TestDatabase[] = [];
afterAll(async () => {
  for (const database of opened) await database.close();
});

async function open(): Promise<TestDatabase> {
  const database = await openTestDatabase({ people: false });
  opened.push(database);
  return database;
}

const rows = <Row extends Record<string, unknown>>(db: Database, query: ReturnType<typeof sql>): Promise<Row[]> => withSystem(db, "look", async (tx) => [...(await tx.execute<Record<string, unknown>>(query))] as Row[]);
const one = async <Row extends Record<string, unknown>>(db: Database, query: ReturnType<typeof sql>): Promise<Row> => {
  const [row] = await rows<Row>(db, query);
  if (!row) throw new Error("no row");
  return row;
};

const READ_MODELS = ["daily_order_stats", "daily_hour_stats", "daily_album_sales", "monthly_album_sales", "daily_payment_stats", "customer_days", "customer_stats", "stock_days", "review_sentiments"];
const TABLES = ["albums", "album_prices", "artists", "customers", "customer_contacts", "inventory", "orders", "order_items", "payments", "sales", "reviews", "activity_logs", "annotations"];

async function hashes(db: Database, tables: readonly string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of tables) {
    // When the machine last touched a row is no part of the history.
    const { hash } = await one<{ hash: string }>(db, sql`select count(*) || ' ' || md5(coalesce(string_agg(line, '' order by line), '')) as hash from (select (to_jsonb(t) - 'updated_at')::text as line from ${sql.identifier(table)} t) x`);
    found[table] = hash;
  }
  return found;
}

describe("the demo shop in the database", () => {
  let db: Database;
  let left: Record<string, unknown>;
  beforeAll(async () => {
    const database = await open();
    ({ db } = database);
    await withSystem(db, "the demo's people", async (tx) => {
      for (const { id, name, email, role } of DEMO_PEOPLE) await tx.execute(sql`insert into users (id, name, email, role, state, is_demo) values (${id}, ${name}, ${email}, ${role}, 'invited', true)`);
    });
    // First a load whose connection goes while the rows are on their way, as in a kill.
    const victim = database.connect({ max: 1 });
    const cutShort = (words: string) => void (words.startsWith("Loading") && setTimeout(() => void victim.client.end({ timeout: 0 }), 400));
    await expect(seedDatabase(victim, { until: "2026-06-30", log: cutShort })).rejects.toThrow();
    const counts = sql`select (select count(*)::int from orders) + (select count(*)::int from customers) + (select count(*)::int from genres) as n, (select data_origin::text from settings) as origin`;
    left = await one(db, counts);
    // Five past midnight in the shop: the last whole day is 30 June, and nothing has happened in July.
    await prepareDemoShop(db, { demo: true }, new Date("2026-06-30T22:05:00Z"), () => {});
  });

  it("leaves nothing when it is cut short", () => {
    expect(left).toEqual({ n: 0, origin: "fresh" });
  });

  it("is marked, and refused a second time in plain words", async () => {
    const mark = await one(db, sql`select data_origin::text as origin, demo_scenario as scenario, demo_seed as seed, demo_first_day::text as first, demo_last_day::text as last from settings`);
    expect(mark).toEqual({ origin: "seeded", scenario: "demo", seed: 1957, first: "2023-07-01", last: "2026-06-30" });
    await expect(seedDatabase(db, { until: "2026-06-30" })).rejects.toThrow(DatabaseInUseError);
    await expect(declareEmpty(db)).rejects.toThrow("This database already holds a seeded shop. Nothing was changed.");
  });

  it("has read models that equal those made anew", async () => {
    const before = await hashes(db, READ_MODELS);
    await withSystem(db, "made anew", async (tx) => {
      await tx.execute(sql`select rebuild_read_models()`);
      await tx.execute(sql`select rebuild_review_sentiments()`);
    });
    expect(await hashes(db, READ_MODELS)).toEqual(before);
  });

  it("has shelves that equal the ledger, and totals that equal their parts, to the cent", async () => {
    const off = await one(db, sql`select
      (select count(*)::int from inventory i where i.on_hand <> coalesce((select sum(quantity) from sales s where s.inventory_id = i.id), 0)) as shelves,
      (select count(*)::int from order_items where line_total <> round(quantity * unit_price, 2) - discount) as lines,
      (select count(*)::int from orders o where total <> shipping + tax + (select sum(line_total) from order_items l where l.order_id = o.id)) as totals`);
    expect(off).toEqual({ shelves: 0, lines: 0, totals: 0 });
  });

  it("keeps each price with the moment and the person, and the newest is the album's", async () => {
    const prices = await one(db, sql`select count(*)::int as n, count(*) filter (where changed_by is not null)::int as by_people,
      (select count(*)::int from albums a where list_price <> (select p.list_price from album_prices p where p.album_id = a.id order by valid_from desc limit 1)) as stale,
      count(*) filter (where valid_from > '2026-06-30T22:00:00Z')::int as later from album_prices`);
    expect(prices).toMatchObject({ stale: 0, later: 0 });
    expect(prices["n"]).toBeGreaterThan(1_000);
    expect(prices["by_people"]).toBe(Number(prices["n"]) - 420);
  });

  it("names the people who did it in the activity trail", async () => {
    const acts = await rows<{ action: string; people: number; n: number }>(db, sql`select action, count(actor_id)::int as people, count(*)::int as n from activity_logs group by action`);
    const of = (action: string) => acts.find((act) => act.action === action) ?? { n: 0, people: 0 };
    for (const action of ["order.created", "order.completed", "order.cancelled", "payment.refunded", "payment.failed", "price.changed", "stock.received", "purchase.ordered", "review.received"]) expect(of(action).n, action).toBeGreaterThan(0);
    expect(of("price.changed").people).toBe(of("price.changed").n);
    expect(of("review.received").people).toBe(0);
    expect((await one(db, sql`select count(*)::int as n from annotations`))["n"]).toBeGreaterThanOrEqual(5);
  });

  it("leaves numbers free, so that a person's order does not collide with the history to come", async () => {
    const free = await one<{ next: number; highest: number }>(db, sql`select nextval(pg_get_serial_sequence('orders', 'order_number'))::int as next, max(order_number) as highest from orders`);
    expect(free.next).toBeGreaterThan(10 * free.highest);
  });
});

describe("a stress load that is cut short", () => {
  it("goes on where it stopped and ends the same", async () => {
    const options = { orders: 1_500, until: "2026-06-30", seed: 7, ordersPerPiece: 400 };
    const { db: straight } = await open();
    await seedStress(straight, options);
    const { db } = await open();
    const stop = (words: string) => {
      if (words.endsWith("orders")) throw new Error("killed");
    };
    await expect(seedStress(db, { ...options, log: stop })).rejects.toThrow("killed");
    expect(await one(db, sql`select data_origin::text as origin, (select count(*) > 0 from orders) as partly from settings`)).toEqual({ origin: "fresh", partly: true });
    await expect(seedStress(db, { ...options, seed: 8 })).rejects.toThrow("another stress shop");
    await seedStress(db, options);
    expect(await hashes(db, [...TABLES, ...READ_MODELS])).toEqual(await hashes(straight, [...TABLES, ...READ_MODELS]));
    expect((await one(db, sql`select data_origin::text as origin from settings`))["origin"]).toBe("seeded");
  });
});

describe("a shop declared empty", () => {
  it("has genres and settings and nothing else, and no demo is loaded into it", async () => {
    const { db } = await open();
    await declareEmpty(db);
    await prepareDemoShop(db, { demo: true }, new Date("2026-06-30T10:00:00Z"), () => {});
    expect(await one(db, sql`select (select count(*)::int from genres) as genres, (select count(*)::int from albums) + (select count(*)::int from orders) as others, data_origin::text as origin from settings`)).toEqual({
      genres: GENRES.length,
      others: 0,
      origin: "empty",
    });
  });
});
