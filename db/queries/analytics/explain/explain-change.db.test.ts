import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Tx } from "../../../client.ts";
import { withRls, withSystem } from "../../../rls.ts";
import { addAlbum, addCustomer, addGenre, addOrder, asRole, openTestDatabase, runs, type TestDatabase } from "../../../testing/index.ts";
import { randomHistory, randomRange, writeHistory } from "../../../testing/random-history.ts";
import { counted } from "../testing/raw-days.ts";
import { explainChange } from "./explain-change.ts";
import { CONTRIBUTOR_KINDS, type ExplainedChange } from "./types.ts";

const NOW = { from: "2026-06-01", to: "2026-06-30" };
const BEFORE = { from: "2026-05-01", to: "2026-05-31" };
const [JUNE, MAY] = [new Date("2026-06-10T10:00:00Z"), new Date("2026-05-10T10:00:00Z")];

/** Hundredths of an amount with two decimals: sums in whole numbers, to the cent. */
const cents = (amount: string): number => Math.round(Number(amount) * 100);
const sum = (amounts: readonly string[]): number => amounts.reduce((total, amount) => total + cents(amount), 0);

/** Each way to take a change apart gives the whole of it. */
function expectWhole(found: ExplainedChange): void {
  const { total, parts, buyers, contributors } = found;
  expect(cents(total.change)).toBe(cents(total.now) - cents(total.before));
  expect(sum(parts.map((part) => part.amount))).toBe(cents(total.change));
  for (const rows of [buyers, ...CONTRIBUTOR_KINDS.map((kind) => contributors[kind])]) {
    for (const column of ["now", "before", "change"] as const) expect(sum(rows.map((row) => row[column]))).toBe(cents(total[column]));
  }
  for (const kind of CONTRIBUTOR_KINDS) expect(new Set(contributors[kind].map((row) => row.key)).size).toBe(contributors[kind].length);
}

const amounts = (found: ExplainedChange) => Object.fromEntries(found.parts.map((part) => [part.key, part.amount]));

describe("why revenue changed", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ settings: { timeZone: "Europe/Berlin" } });
  });
  afterAll(() => test.close());

  const empty = (tx: Tx) => writeHistory(tx, { albums: [], orders: [], reviews: [], movements: [] });
  beforeEach(() => withSystem(test.db, "an empty shop", empty));
  const explain = (now = NOW, before = BEFORE) => withRls(test.db, asRole("staff"), (tx) => explainChange(tx, { now, before, currency: "EUR" }));

  /** One order in each month with a line per title; null where the title did not sell. */
  interface Sold {
    before: { units: number; cents: number } | null;
    now: { units: number; cents: number } | null;
  }
  const sell = (titles: readonly Sold[]) =>
    withSystem(test.db, "two months", async (tx) => {
      await empty(tx);
      const ids: string[] = [];
      for (const [index] of titles.entries()) ids.push(await addAlbum(tx, { title: `Record ${index}` }));
      for (const [when, at] of [["before", MAY], ["now", JUNE]] as const) {
        const lines = titles.flatMap((title, index) => {
          const sold = title[when];
          return sold ? [{ albumId: ids[index] ?? null, quantity: sold.units, lineTotal: (sold.cents / 100).toFixed(2) }] : [];
        });
        if (lines.length > 0) await addOrder(tx, { orderDate: at, lines });
      }
      return ids;
    });

  const units = fc.integer({ min: 1, max: 9 });
  const price = fc.integer({ min: 0, max: 9_999 });

  it("is split into parts that sum to it, whatever was sold when and to whom", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, randomRange, randomRange, async (history, now, before) => {
        const [hand] = await withSystem(test.db, "write a random history and count it by hand", async (tx) => {
          await writeHistory(tx, history);
          // The mix by its own formula, which the split never uses: it takes what volume and price leave.
          return tx.execute<{ now: string; before: string; mix: number | null }>(sql`
            with t as (select l.album_id, coalesce(sum(l.quantity) filter (where ${counted(now)}), 0) as q1, coalesce(sum(l.line_total) filter (where ${counted(now)}), 0.00) as r1,
                coalesce(sum(l.quantity) filter (where ${counted(before)}), 0) as q0, coalesce(sum(l.line_total) filter (where ${counted(before)}), 0.00) as r0
              from order_items l join orders o on o.id = l.order_id group by l.album_id),
            w as (select sum(q1) as q1, sum(q0) as q0, coalesce(sum(r1), 0.00) as r1, coalesce(sum(r0), 0.00) as r0 from t)
            select w.r1::text as now, w.r0::text as before,
              (select sum((t.q1 - t.q0 * w.q1 / nullif(w.q0, 0)) * case when t.q0 > 0 then t.r0 / t.q0 else t.r1 / nullif(t.q1, 0) end) from t where t.q0 > 0 or t.q1 > 0)::float8 as mix from w`);
        });
        const found = await explain(now, before);
        expectWhole(found);
        expect(found.total).toMatchObject({ now: hand?.now, before: hand?.before });
        const mix = found.parts.find((part) => part.key === "mix");
        if (mix) expect(Math.abs(Number(mix.amount) - Number(hand?.mix))).toBeLessThanOrEqual(0.0101);
        const other = await explain(before, now);
        expectWhole(other);
        expect(cents(other.total.change) + cents(found.total.change)).toBe(0);
      }),
      { numRuns: Math.ceil(runs() / 3) },
    );
  });

  it("has no part for prices where every title brought the same per copy", async () => {
    const title = fc.record({ price, now: fc.option(units), before: fc.option(units) }).map(({ price: each, now, before }): Sold => ({ now: now === null ? null : { units: now, cents: now * each }, before: before === null ? null : { units: before, cents: before * each } }));
    await fc.assert(
      fc.asyncProperty(fc.array(title, { minLength: 1, maxLength: 5 }), async (titles) => {
        await sell(titles);
        const found = await explain();
        expectWhole(found);
        if (titles.some((one) => one.before)) expect(amounts(found)["price"]).toBe("0.00");
      }),
      { numRuns: Math.ceil(runs() / 3) },
    );
  });

  it("is all price where as many copies of the same titles were sold", async () => {
    const title = fc.record({ units, now: price, before: price }).map(({ units: copies, now, before }): Sold => ({ now: { units: copies, cents: now }, before: { units: copies, cents: before } }));
    await fc.assert(
      fc.asyncProperty(fc.array(title, { minLength: 1, maxLength: 5 }), async (titles) => {
        await sell(titles);
        const found = await explain();
        expect(amounts(found)).toEqual({ volume: "0.00", price: found.total.change, mix: "0.00" });
      }),
      { numRuns: Math.ceil(runs() / 3) },
    );
  });

  it("is all volume where every title sold so many times as much at the same price", async () => {
    const times = fc.integer({ min: 2, max: 5 });
    const title = fc.record({ units, price });
    await fc.assert(
      fc.asyncProperty(fc.array(title, { minLength: 1, maxLength: 5 }), times, async (titles, factor) => {
        await sell(titles.map(({ units: copies, price: each }) => ({ before: { units: copies, cents: copies * each }, now: { units: factor * copies, cents: factor * copies * each } })));
        const found = await explain();
        expect(amounts(found)).toEqual({ volume: found.total.change, price: "0.00", mix: "0.00" });
      }),
      { numRuns: Math.ceil(runs() / 3) },
    );
  });

  it("says what each part means", async () => {
    // Dear (30 each) and cheap (10 each): 2 and 2 before; 4 at 33 and 1 at 10 now, and a new title.
    await sell([
      { before: { units: 2, cents: 6_000 }, now: { units: 4, cents: 13_200 } },
      { before: { units: 2, cents: 2_000 }, now: { units: 1, cents: 1_000 } },
      { before: null, now: { units: 1, cents: 5_000 } },
    ]);
    const found = await explain();
    // Volume (6 - 4) x 80/4 = 40; price 4 x 3 = 12; mix 112 - 52 = 60.
    expect(amounts(found)).toEqual({ volume: "40.00", price: "12.00", mix: "60.00" });
    expect(found.parts.map((part) => part.words)).toEqual([
      "2 more copies than before, each at €20.00, what a copy brought on average then.",
      "The titles sold in both periods brought more per copy than before.",
      "What was sold shifted to dearer titles; titles new or gone are counted here.",
    ]);
    expect(found.notes).toEqual(["Revenue was €80.00 and is €192.00: +€112.00."]);
    expect(found.contributors.record.map((row) => [row.label, row.now, row.before, row.change])).toEqual([
      ["Record 0", "132.00", "60.00", "72.00"],
      ["Record 2", "50.00", "0.00", "50.00"],
      ["Record 1", "10.00", "20.00", "-10.00"],
    ]);
  });

  it("is not split where nothing was sold before, all volume where nothing is sold now, and nothing where nothing was ever sold", async () => {
    expect(await explain()).toMatchObject({ total: { now: "0.00", before: "0.00", change: "0.00" }, parts: [], notes: ["Nothing was sold in either period."] });
    await sell([{ before: null, now: { units: 2, cents: 4_000 } }]);
    const fresh = await explain();
    expectWhole(fresh);
    expect(amounts(fresh)).toEqual({ all: "40.00" });
    expect(fresh.notes.at(-1)).toBe("Nothing was sold in the days before, so all of it is new.");
    await sell([{ before: { units: 2, cents: 4_000 }, now: null }]);
    const gone = await explain();
    expectWhole(gone);
    expect(amounts(gone)).toEqual({ volume: "-40.00", price: "0.00", mix: "0.00" });
    expect(gone.notes.at(-1)).toBe("Nothing was sold in these days, so all of the change is volume.");
  });

  it("says so where parts cancel each other out, and where lines have no record", async () => {
    await sell([{ before: { units: 2, cents: 4_000 }, now: { units: 1, cents: 4_000 } }]);
    const found = await explain();
    expect(amounts(found)).toEqual({ volume: "-20.00", price: "20.00", mix: "0.00" });
    expect(found.notes).toEqual(["Revenue was €40.00 and is €40.00: no change.", "The parts cancel each other out."]);
    await withSystem(test.db, "a line without a record", (tx) => addOrder(tx, { orderDate: JUNE, channel: "others", lines: [{ lineTotal: "7.50" }] }));
    const unnamed = await explain();
    expectWhole(unnamed);
    expect(unnamed.notes.at(-1)).toBe("Lines without a record (€7.50 now, €0.00 before) count as one title.");
    expect(unnamed.contributors.record[0]).toMatchObject({ key: "none", id: null, label: "No record named", change: "7.50" });
    expect(unnamed.contributors.channel.map((row) => [row.key, row.label])).toEqual([["channel others", "Others"], ["channel shop", "Shop"]]);
  });

  it("counts a customer as new on the first day of buying and as returning afterwards", async () => {
    await withSystem(test.db, "three kinds of buyers", async (tx) => {
      const [old, fresh] = [await addCustomer(tx), await addCustomer(tx)];
      const sold = (customerId: string | null, at: string, lineTotal: string) => addOrder(tx, { customerId, orderDate: new Date(at), lines: [{ lineTotal }] });
      await sold(old, "2026-05-03T10:00:00Z", "10.00");
      await sold(old, "2026-06-03T10:00:00Z", "20.00");
      await sold(fresh, "2026-06-05T10:00:00Z", "5.00");
      await sold(fresh, "2026-06-05T12:00:00Z", "6.00");
      await sold(fresh, "2026-06-09T10:00:00Z", "7.00");
      await sold(null, "2026-06-09T10:00:00Z", "3.00");
    });
    const found = await explain();
    expectWhole(found);
    expect(found.buyers.map((row) => [row.key, row.now, row.before, row.change])).toEqual([
      ["new", "11.00", "10.00", "1.00"],
      ["returning", "27.00", "0.00", "27.00"],
      ["walk-in", "3.00", "0.00", "3.00"],
    ]);
  });

  it("names the largest of thousands of records and sums up the others", async () => {
    await withSystem(test.db, "three thousand records", async (tx) => {
      const genre = await addGenre(tx, "Free jazz");
      await tx.execute(sql`insert into albums (id, title, genre_id) select gen_random_uuid(), 'Record ' || n, case when n % 3 = 0 then ${genre}::uuid end from generate_series(1, 3000) n`);
      for (const [at, factor] of [[MAY, 7], [JUNE, 11]] as const) {
        const { id } = await addOrder(tx, { orderDate: at, lines: [] });
        await tx.execute(sql`insert into order_items (id, order_id, position, album_id, quantity, unit_price, line_total)
          select gen_random_uuid(), ${id}::uuid, row_number() over (order by a.title), a.id, 1 + (length(a.title) * ${factor}::int) % 4, 0, (ascii(right(a.title, 1)) * ${factor}::int % 50) + 0.37 from albums a`);
      }
    });
    const found = await explain();
    expectWhole(found);
    expect(found.contributors.record).toHaveLength(11);
    expect(found.contributors.record.at(-1)).toMatchObject({ key: "others", label: "All others", count: 2_990 });
    expect(found.contributors.genre.map((row) => row.label).sort()).toEqual(["Free jazz", "No genre"]);
  });
});
