import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connect, type Database, type Tx } from "#db/client.ts";
import { ALL_BLOCKS } from "#db/queries/analytics/registry.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { addAlbum, addOrder, addStock, openTestDatabase, people, runs, type TestDatabase } from "#db/testing/index.ts";
import { createLogger } from "../../logger.ts";
import { MemoryCache } from "../../ports/cache/memory-cache.ts";
import type { Cache } from "../../ports/cache/cache.ts";
import { requestContextFor } from "../../testing/caller.ts";
import { createTrpcContext } from "../../trpc/context.ts";
import { trpc } from "../../trpc/init.ts";
import { appRouter } from "../../trpc/root.ts";
import { figure, FigureCache } from "./read-figure.ts";

const NOW = new Date("2026-06-30T10:00:00Z");
const JUNE = { p: "custom", from: "2026-06-01", to: "2026-06-30", against: "none" };
const logger = createLogger("silent");

let test: TestDatabase;
let embedded: boolean;
let shelf: string;
let cache: FigureCache;

beforeAll(async () => {
  test = await openTestDatabase({ max: 16 });
  embedded = test.db.kind === "embedded";
  shelf = await withSystem(test.db, "a record to sell", async (tx) => addStock(tx, await addAlbum(tx, { title: "Blue Train" }), 10_000));
});
afterAll(() => test.close());
beforeEach(() => {
  cache = new FigureCache({ cache: new MemoryCache(), logger });
});

const revenueIn = async (tx: Tx): Promise<string> => {
  const [row] = await tx.execute<{ revenue: string }>(sql`select coalesce(sum(revenue), 0)::text as revenue from analytics_api.order_days`);
  return row?.revenue ?? "";
};

/** A reader's transaction, as every query of tRPC opens it. */
const read = <T>(fn: (tx: Tx) => Promise<T>, db: Database = test.db) => withRls(db, people.staff, fn, { readOnly: true, snapshot: true });

/** The revenue as the cache gives it. */
const shown = (by: FigureCache, db?: Database) => read((tx) => figure({ tx, runtime: { figureCache: by } }, "revenue", {}, () => revenueIn(tx)), db);
const sell = () => withSystem(test.db, "a sale", (tx) => addOrder(tx, { orderDate: NOW }));

/** All procedures of one process with this cache. */
async function processWith(figureCache: FigureCache, db: Database = test.db, role: "manager" | "staff" = "manager") {
  const context = requestContextFor(db, role, NOW);
  return trpc.createCallerFactory(appRouter)(await createTrpcContext({ ...context, runtime: { ...context.runtime, figureCache } }));
}
type Process = Awaited<ReturnType<typeof processWith>>;

const revenueOn = async (process: Process): Promise<number> => Number((await process.dashboard.page(JUNE)).figures.tiles.find((tile) => tile.metric === "revenue")?.value);

describe("a figure", () => {
  it("is computed once, and found by whoever asks the same about the same rows", async () => {
    let computed = 0;
    const ask = (name: string, parameters: unknown) =>
      read((tx) => figure({ tx, runtime: { figureCache: cache } }, name, parameters, () => Promise.resolve({ nth: ++computed, day: new Date(0), none: undefined, name })));
    const first = await ask("a", { to: 2, from: 1 });
    expect(await ask("a", { from: 1, to: 2, by: undefined })).toEqual(first);
    expect(Object.keys(await ask("a", { from: 1, to: 2 }))).toEqual(Object.keys(first));
    expect(computed).toBe(1);
    expect((await ask("b", { from: 1, to: 2 })).nth).toBe(2);
    expect((await ask("a", { from: 1, to: 3 })).nth).toBe(3);
    await sell();
    expect((await ask("a", { from: 1, to: 2 })).nth).toBe(4);
    expect(cache.counts).toEqual({ hits: 2, misses: 4, shared: 0 });
  });

  it("gives each reader a value of its own", async () => {
    const ask = () => read((tx) => figure({ tx, runtime: { figureCache: cache } }, "rows", {}, () => Promise.resolve({ rows: [1] })));
    (await ask()).rows.push(2);
    (await ask()).rows.push(3);
    expect(await ask()).toEqual({ rows: [1] });
  });

  it("is computed each time where it names people, where nothing stands still, and while the cache is off", async () => {
    let computed = 0;
    const compute = () => Promise.resolve(++computed);
    const off = new FigureCache({ cache: null, logger });
    for (let n = 0; n < 2; n++) {
      await read((tx) => figure({ tx, runtime: { figureCache: cache } }, "people", {}, compute, { cache: false }));
      await withRls(test.db, people.staff, (tx) => figure({ tx, runtime: { figureCache: cache } }, "moving", {}, compute), { readOnly: true });
      await withRls(test.db, people.staff, (tx) => figure({ tx, runtime: { figureCache: cache } }, "writing", {}, compute), { snapshot: true });
      await read((tx) => figure({ tx, runtime: { figureCache: off } }, "off", {}, compute));
    }
    expect(computed).toBe(8);
    expect(cache.counts).toEqual({ hits: 0, misses: 0, shared: 0 });
    expect(off.status()).toBeNull();
  });

  it("is found by no other code", async () => {
    const memory = new MemoryCache();
    const [old, young] = ["old", "young"].map((code) => new FigureCache({ cache: memory, logger, code }));
    const ask = (by: FigureCache | undefined, value: string) => read((tx) => figure({ tx, runtime: { figureCache: by ?? cache } }, "a", {}, () => Promise.resolve(value)));
    expect([await ask(old, "old"), await ask(young, "young"), await ask(old, "never"), await ask(young, "never")]).toEqual(["old", "young", "old", "young"]);
  });

  it("is computed when what the cache holds is no figure, or the cache breaks its word", async () => {
    const broken: Cache = {
      read: () => Promise.resolve("{nonsense"),
      write: () => Promise.reject(new Error("the cache threw")),
      status: () => ({ kind: "memory", state: "on", words: "" }),
      close: () => Promise.resolve(),
    };
    const by = new FigureCache({ cache: broken, logger });
    expect(await shown(by)).toBe(await read(revenueIn));
    await by.settled();
  });

  it("is computed once for twenty who ask at the same moment, and by each where that one fails", async () => {
    let computed = 0;
    let fails = false;
    const ask = () =>
      read((tx) =>
        figure({ tx, runtime: { figureCache: cache } }, "popular", { fails }, async () => {
          computed++;
          if (fails && computed === 1) throw new Error("this reader went away");
          await tx.execute(sql`select 1`);
          return computed;
        }),
      );
    expect(new Set(await Promise.all(Array.from({ length: 20 }, ask)))).toEqual(new Set([1]));
    expect(computed).toBe(1);
    computed = 0;
    fails = true;
    const answers = await Promise.allSettled(Array.from({ length: 10 }, ask));
    expect(answers.map((answer) => answer.status).filter((status) => status === "rejected")).toHaveLength(1);
  });
});

describe("after a write", () => {
  it("its author's next read shows it, and so does every other process", async () => {
    const shared = new MemoryCache();
    const other = test.connect({ max: 2 });
    const processes = [
      await processWith(cache),
      await processWith(new FigureCache({ cache: new MemoryCache(), logger }), other),
      await processWith(new FigureCache({ cache: shared, logger })),
      await processWith(new FigureCache({ cache: shared, logger }), other, "staff"),
    ];
    const author = processes[0] as Process;
    let expected = await revenueOn(author);
    for (let sale = 0; sale < 5; sale++) {
      for (const process of processes) expect(await revenueOn(process)).toBe(expected);
      const { total } = await author.orders.recordSale({ lines: [{ inventoryId: shelf, quantity: 1 + sale }] });
      expected += Number(total);
      expect(await revenueOn(author)).toBe(expected);
      for (const process of processes) expect(await revenueOn(process)).toBe(expected);
    }
    expect(cache.counts.hits).toBeGreaterThan(0);
  });

  it("what is no figure leaves the kept ones where they are", async () => {
    const process = await processWith(cache);
    await revenueOn(process);
    const { misses } = cache.counts;
    await withSystem(test.db, "what is only written down", async (tx) => {
      await tx.execute(sql`insert into conversations (id, user_id, agent_id) values (gen_random_uuid(), ${people.staff.id}::uuid, 'analyst')`);
      await tx.execute(sql`insert into activity_logs (id, occurred_at, actor_kind, actor_id, action, category, result)
        values (gen_random_uuid(), ${NOW.toISOString()}::timestamptz, 'person', ${people.staff.id}::uuid, 'session.started', 'identity', 'succeeded')`);
    });
    await revenueOn(process);
    expect(cache.counts.misses).toBe(misses);
    expect(cache.counts.hits).toBe(misses);
  });

  it("a value whose read began before it and ended after it is given to no later reader", async () => {
    let release = () => {};
    let began = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const begun = new Promise<void>((resolve) => (began = resolve));
    const before = await read(revenueIn);
    const slow = read((tx) =>
      figure({ tx, runtime: { figureCache: cache } }, "revenue", {}, async () => {
        began();
        await held;
        return revenueIn(tx);
      }),
    );
    await begun;
    const writing = sell();
    // On the embedded database transactions take turns, so there the write waits for the slow read.
    if (embedded) release();
    await writing;
    if (!embedded) {
      // A reader who comes while the slow one is at work does not join it either.
      expect(Number(await shown(cache))).toBe(Number(before) + 20);
    }
    release();
    expect(await slow).toBe(before);
    await cache.settled();
    expect(Number(await shown(cache))).toBe(Number(before) + 20);
  });

  it("nobody ever sees another figure than that of the own snapshot, whoever reads and writes when", async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ what: fc.constant("read" as const), by: fc.nat({ max: 2 }), slow: fc.boolean() }) },
      { weight: 2, arbitrary: fc.record({ what: fc.constant("write" as const), failing: fc.boolean() }) },
      { weight: 1, arbitrary: fc.constant({ what: "release" as const }) },
    );
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        const shared = new MemoryCache();
        const caches = [new FigureCache({ cache: shared, logger }), new FigureCache({ cache: shared, logger }), cache];
        const readers: Promise<{ told: string; own: string }>[] = [];
        let releases: (() => void)[] = [];
        const releaseAll = () => {
          for (const release of releases) release();
          releases = [];
        };
        for (const one of steps) {
          if (one.what === "release") releaseAll();
          if (one.what === "write") {
            const writing = withSystem(test.db, "a sale", async (tx) => {
              await addOrder(tx, { orderDate: NOW });
              if (one.failing) throw new Error("taken back");
            });
            await (one.failing ? writing.catch(() => {}) : writing);
          }
          if (one.what === "read") {
            const held = one.slow && !embedded ? new Promise<void>((resolve) => releases.push(resolve)) : Promise.resolve();
            await new Promise<void>((begun) => {
              readers.push(
                read(async (tx) => {
                  begun();
                  const told = await figure({ tx, runtime: { figureCache: caches[one.by] as FigureCache } }, "revenue", {}, async () => {
                    await held;
                    return revenueIn(tx);
                  });
                  return { told, own: await revenueIn(tx) };
                }),
              );
            });
          }
        }
        releaseAll();
        for (const { told, own } of await Promise.all(readers)) expect(told).toBe(own);
        found += caches.reduce((sum, { counts }) => sum + counts.hits + counts.shared, 0);
      }),
      { numRuns: 4 * runs() },
    );
    expect(found).toBeGreaterThan(0);
  });
});

describe("what cached figures read", () => {
  /** Tables whose every change is seen in the version, and the sums kept by their triggers. */
  const KEPT = ["daily_order_stats", "daily_hour_stats", "daily_album_sales", "monthly_album_sales", "daily_payment_stats", "customer_days", "customer_stats", "stock_days", "figure_versions"];

  it("is watched, for every block of the dashboard and of analytics", async () => {
    const statements = new Map<string, unknown[]>();
    const db = connect(test.db.target, { max: 1, onStatement: (text, parameters) => void (/^\s*(select|with)\b/i.test(text) && !text.includes("pg_catalog.pg_type") && statements.set(text, parameters)) });
    try {
      const process = await processWith(new FigureCache({ cache: null, logger }), db);
      await process.dashboard.page({ ...JUNE, against: "before" });
      for (const block of ALL_BLOCKS) {
        for (const by of block.choices?.map((choice) => choice.value) ?? [""]) await process.analytics.block({ ...JUNE, tab: block.tab, block: block.id, by });
      }
    } finally {
      await db.close();
    }
    const session = await test.db.client.reserve();
    try {
      const watched = await session<{ name: string }[]>`select distinct c.relname::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'figures_change'`;
      const known = new Set([...watched.map((row) => row.name), ...KEPT]);
      const unwatched = new Map<string, string>();
      for (const [text, parameters] of statements) {
        const [row] = await session.unsafe<{ "QUERY PLAN": unknown }[]>(`explain (format json) ${text}`, parameters as never[]);
        for (const [, name = ""] of JSON.stringify(row?.["QUERY PLAN"]).matchAll(/"Relation Name":"([^"]+)"/g)) if (!known.has(name)) unwatched.set(name, text);
      }
      expect([...unwatched]).toEqual([]);
      expect(statements.size).toBeGreaterThan(8);
    } finally {
      session.release();
    }
  });
});
