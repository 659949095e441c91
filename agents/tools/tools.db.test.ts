import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestDatabase } from "#db/testing/index.ts";
import { METRIC_IDS, METRICS } from "#db/metrics/registry.ts";
import { type TOOLS as Catalogue, TOOLS } from "#agents/catalog.ts";
import type { AnswerBlock, Cell } from "#agents/contracts/blocks.ts";
import { byHand, openDemoShop, runTool } from "./testing/demo-shop.ts";

/*
 * Every tool's main figures against statements written by hand over the base tables of the demo
 * shop up to 30 June 2026.
 */

let test: TestDatabase;
beforeAll(async () => {
  test = await openDemoShop();
});
afterAll(() => test.close());

const MARCH = { from: "2026-03-01", to: "2026-03-31" };
const JUNE = { from: "2026-06-01", to: "2026-06-30" };
type Days = { from: string; to: string };

const ask = (name: keyof typeof Catalogue, input: object): Promise<AnswerBlock> => runTool(test, TOOLS[name], input);
const dayOf = (column: string) => sql.raw(`(${column} at time zone 'Europe/Berlin')::date`);
const within = (column: string, { from, to }: Days) => sql`${dayOf(column)} between ${from}::date and ${to}::date`;
const sold = (days: Days) => sql`from order_items l join orders o on o.id = l.order_id left join albums a on a.id = l.album_id where o.status <> 'cancelled' and ${within("o.order_date", days)}`;
const figures = (block: AnswerBlock): Record<string, Cell> => Object.fromEntries(block.figures.map((figure) => [figure.key, figure.value]));
const cells = (block: AnswerBlock, ...keys: string[]): Cell[][] => (block.table?.rows ?? []).map((row) => keys.map((key) => row[key] ?? null));
const texts = (rows: readonly (readonly unknown[])[]): string[][] => rows.map((row) => row.map(String));

describe("overview", () => {
  it("businessOverview gives the period's sums and those before", async () => {
    const block = await ask("businessOverview", { metrics: ["revenue", "orders", "units", "refunds"], ...MARCH });
    const count = async (days: Days) => {
      const [row] = await byHand<Record<string, string>>(test, sql`select sum(l.line_total)::text as revenue, count(distinct o.id)::text as orders, sum(l.quantity)::text as units,
        (select sum(amount) from payments where status = 'refunded' and ${within("payment_date", days)})::text as refunds ${sold(days)}`);
      return row;
    };
    expect(figures(block)).toEqual(await count(MARCH));
    expect(Object.fromEntries(block.figures.map((figure) => [figure.key, figure.before]))).toEqual(await count({ from: "2026-01-29", to: "2026-02-28" }));
    expect(block.figures[0]?.href).toBe("/rows/revenue?p=custom&from=2026-03-01&to=2026-03-31");
  });

  it("metricOverTime gives every month, its sum and its extremes", async () => {
    const block = await ask("metricOverTime", { metric: "revenue", grain: "month", from: "2025-01-01", to: "2025-12-31" });
    const months = await byHand<{ month: string; revenue: string }>(test, sql`select to_char(${dayOf("o.order_date")}, 'YYYY-MM-01') as month, sum(l.line_total)::text as revenue ${sold({ from: "2025-01-01", to: "2025-12-31" })} group by 1 order by 1`);
    expect(cells(block, "from", "revenue")).toEqual(months.map((row) => [row.month, row.revenue]));
    const [whole] = await byHand<{ sum: string; most: string; least: string }>(test, sql`select sum(r)::text as sum, max(r)::text as most, min(r)::text as least from (select sum(l.line_total) as r ${sold({ from: "2025-01-01", to: "2025-12-31" })} group by to_char(${dayOf("o.order_date")}, 'YYYY-MM')) m`);
    expect(figures(block)).toEqual({ revenue: whole?.sum, highest: whole?.most, lowest: whole?.least });
  });

  it("metricOverTime gives for each bar what its tile would show, for every metric", async () => {
    for (const metric of METRIC_IDS.filter((id) => METRICS[id].time === "range")) {
      const block = await ask("metricOverTime", { metric, grain: "week", from: "2026-06-03", to: "2026-06-21" });
      expect(block.table?.rows).toHaveLength(3);
      for (const row of block.table?.rows ?? []) {
        const tile = await ask("businessOverview", { metrics: [metric], from: String(row["from"]), to: String(row["to"]), compareWith: "none" });
        expect([metric, row[metric]]).toEqual([metric, figures(tile)[metric]]);
      }
    }
  });

  it("metricOverTime says which bars are not whole and leaves the empty time before the first order out", async () => {
    const block = await ask("metricOverTime", { grain: "quarter", from: "2023-02-15", to: "2026-05-10" });
    expect(block.table?.rows[0]?.["step"]).toBe("Q3 2023");
    expect(block.notes.join(" ")).toContain("The last quarter is not whole: 1 Apr to 10 May 2026 only.");
    expect(block.notes.join(" ")).toContain("The shop's first order was on 1 Jul 2023.");
    const lowest = block.figures.find((figure) => figure.key === "lowest");
    expect(lowest?.label).not.toContain("Q2 2026");
  });

  it("comparePeriods gives both and says that they differ in length", async () => {
    const [february, january] = [{ from: "2026-02-01", to: "2026-02-28" }, { from: "2026-01-01", to: "2026-01-31" }];
    const block = await ask("comparePeriods", { metrics: ["orders"], ...february, againstFrom: january.from, againstTo: january.to });
    const [hand] = await byHand<{ now: string; before: string }>(test, sql`select (select count(*) from orders where status <> 'cancelled' and ${within("order_date", february)})::text as now, (select count(*) from orders where status <> 'cancelled' and ${within("order_date", january)})::text as before`);
    expect(block.figures[0]).toMatchObject({ value: hand?.now, before: hand?.before });
    expect(block.notes).toContain("The periods differ in length: 28 and 31 days.");
  });
});

describe("sales", () => {
  it.each([
    ["units", "best", sql`sum(l.quantity) desc, sum(l.line_total) desc, l.album_id`],
    ["revenue", "worst", sql`sum(l.line_total), sum(l.quantity), l.album_id`],
  ] as const)("topAlbums by %s, %s first", async (by, order, ranking) => {
    const block = await ask("topAlbums", { by, order, ...MARCH, label: "blue note", limit: 12 });
    const label = sql`and a.label_id = (select id from labels where name = 'Blue Note')`;
    const rows = await byHand<{ title: string; units: number; revenue: string }>(test, sql`select min(a.title) as title, sum(l.quantity)::int as units, sum(l.line_total)::text as revenue ${sold(MARCH)} ${label} group by l.album_id order by ${ranking} limit 12`);
    expect(cells(block, "title", "units", "revenue")).toEqual(rows.map((row) => [row.title, row.units, row.revenue]));
    const [whole] = await byHand<{ albums: number; units: string; revenue: string }>(test, sql`select count(distinct l.album_id)::int as albums, sum(l.quantity)::text as units, sum(l.line_total)::text as revenue ${sold(MARCH)} ${label}`);
    expect(figures(block)).toEqual(whole);
    expect(block.table?.total).toBe(whole?.albums);
  });

  it.each([
    ["revenue", "highest", sql`sum(l.line_total) desc, count(distinct o.id) desc`],
    ["orders", "highest", sql`count(distinct o.id) desc, sum(l.line_total) desc`],
    ["units", "lowest", sql`sum(l.quantity), sum(l.line_total)`],
  ] as const)("topCustomers by %s, %s first", async (by, order, ranking) => {
    const block = await ask("topCustomers", { by, order, ...MARCH, limit: 15 });
    const rows = await byHand<{ number: number; orders: number; units: number; revenue: string }>(test, sql`select min(c.number) as number, count(distinct o.id)::int as orders, sum(l.quantity)::int as units, sum(l.line_total)::text as revenue
      from order_items l join orders o on o.id = l.order_id join customers c on c.id = o.customer_id where o.status <> 'cancelled' and ${within("o.order_date", MARCH)} group by c.id order by ${ranking}, c.id limit 15`);
    expect(cells(block, "number", "orders", "units", "revenue")).toEqual(rows.map((row) => [row.number, row.orders, row.units, row.revenue]));
    expect(block.table?.total).toBe(Number(figures(block)["buying_customers"]));
  });

  it.each([
    ["genrePerformance", "genre", "revenue"],
    ["labelPerformance", "label", "units"],
    ["artistPerformance", "artist", "revenue"],
  ] as const)("%s", async (tool, kind, by) => {
    const block = await ask(tool, { by, ...MARCH, compareWith: "year", limit: 50 });
    const past = { from: "2025-03-01", to: "2025-03-31" };
    const [names, key] = [sql.raw(`${kind}s`), sql.raw(`${kind}_id`)];
    const [first, second] = by === "units" ? [sql`sum(l.quantity)`, sql`sum(l.line_total)`] : [sql`sum(l.line_total)`, sql`sum(l.quantity)`];
    const rows = await byHand<{ name: string; revenue: string; units: string; price: string; share: string; before: string }>(test, sql`
      select coalesce((select g.name from ${names} g where g.id = a.${key}), ${`No ${kind}`}) as name, sum(l.line_total)::text as revenue, sum(l.quantity)::text as units, round(sum(l.line_total) / sum(l.quantity), 2)::text as price,
        round(${first}::numeric / (select ${first} ${sold(MARCH)}), 6)::text as share,
        (select coalesce(${first}, 0)::text from order_items l join orders o on o.id = l.order_id left join albums b on b.id = l.album_id where o.status <> 'cancelled' and ${within("o.order_date", past)} and b.${key} is not distinct from a.${key}) as before
      ${sold(MARCH)} group by a.${key} order by ${first} desc, ${second} desc, name limit 50`);
    expect(texts(cells(block, "name", "revenue", "units", "average_price", "share"))).toEqual(rows.map((row) => [row.name, row.revenue, row.units, row.price, row.share]));
    expect(cells(block, "before").map(([value]) => Number(value))).toEqual(rows.map((row) => Number(row.before)));
    const third = rows[2]; // one that has a name
    const one = await ask(tool, { name: third?.name, by, ...MARCH });
    expect(figures(one)).toMatchObject({ revenue: third?.revenue, units: third?.units, share: third?.share, rank: 3 });
  });

  it("channelPerformance", async () => {
    const block = await ask("channelPerformance", MARCH);
    const rows = await byHand<{ channel: string; revenue: string; orders: string; units: string }>(test, sql`select o.channel, sum(l.line_total)::text as revenue, count(distinct o.id)::text as orders, sum(l.quantity)::text as units ${sold(MARCH)} group by o.channel order by sum(l.line_total) desc`);
    expect(cells(block, "channel", "revenue", "orders", "units")).toEqual(rows.map((row) => [row.channel, row.revenue, row.orders, row.units]));
  });

  it("topRatedAlbums by the plain mean where the number of reviews is said, else by the weighted one", async () => {
    const plain = await ask("topRatedAlbums", { minReviews: 8, limit: 20 });
    const rows = await byHand<{ title: string; mean: string; reviews: number }>(test, sql`select a.title, round(avg(r.rating), 2)::text as mean, count(*)::int as reviews from reviews r join albums a on a.id = r.album_id group by a.id having count(*) >= 8 order by avg(r.rating) desc, count(*) desc, a.title, a.id limit 20`);
    expect(cells(plain, "title", "mean", "reviews")).toEqual(rows.map((row) => [row.title, row.mean, row.reviews]));
    const weighted = await ask("topRatedAlbums", { limit: 20 });
    const drawn = await byHand<{ title: string; weighted: string }>(test, sql`select a.title, round((sum(r.rating) + 5 * (select avg(rating) from reviews)) / (count(*) + 5), 2)::text as weighted from reviews r join albums a on a.id = r.album_id group by a.id having count(*) >= 2
      order by (sum(r.rating) + 5 * (select avg(rating) from reviews)) / (count(*) + 5) desc, count(*) desc, a.title, a.id limit 20`);
    expect(cells(weighted, "title", "weighted")).toEqual(drawn.map((row) => [row.title, row.weighted]));
  });
});

describe("stock and payments", () => {
  it("lowStock", async () => {
    const block = await ask("lowStock", { limit: 50 });
    const point = sql`coalesce(i.reorder_point, (select low_stock_threshold from settings))`;
    const rows = await byHand<{ title: string; on_hand: number; sold: number }>(test, sql`
      select a.title, i.on_hand, (select coalesce(sum(l.quantity), 0)::int from order_items l join orders o on o.id = l.order_id where l.album_id = a.id and o.status <> 'cancelled' and ${within("o.order_date", JUNE)}) as sold
      from inventory i join albums a on a.id = i.album_id where i.condition = 'new' and i.on_hand >= 0 and i.on_hand <= greatest(${point}, 0) order by sold desc, i.on_hand, a.title, a.id`);
    expect(cells(block, "title", "on_hand", "sold")).toEqual(rows.slice(0, 50).map((row) => [row.title, row.on_hand, row.sold]));
    const tiles = await ask("businessOverview", { metrics: ["out_of_stock", "low_stock"] });
    expect(texts([Object.values(figures(block))])).toEqual(texts([Object.values(figures(tiles))]));
    expect(block.table?.total).toBe(rows.length);
  });

  it.each([
    ["failedPayments", "failed", { ...MARCH, method: "card" }],
    ["failedPayments", "failed", MARCH],
    ["pendingPayments", "pending", {}],
  ] as const)("%s %#", async (tool, status, input) => {
    const days = "from" in input ? input : { from: "2000-01-01", to: "2030-01-01" };
    const which = sql`status = ${status} and ${within("payment_date", days)} ${"method" in input ? sql`and method = ${input.method}` : sql``}`;
    const block = await ask(tool, { ...input, limit: 50 });
    const [whole] = await byHand<{ count: string; amount: string; oldest: string }>(test, sql`select count(*)::text as count, sum(amount)::text as amount, min(${dayOf("payment_date")})::text as oldest from payments where ${which}`);
    expect(figures(block)).toMatchObject({ [`${status}_payments`]: whole?.count, [`${status}_amount`]: whole?.amount, ...(status === "pending" ? { oldest_day: whole?.oldest } : {}) });
    const rows = await byHand<{ number: number; amount: string }>(test, sql`select o.order_number as number, p.amount::text as amount from payments p join orders o on o.id = p.order_id where p.${which} order by p.payment_date ${status === "pending" ? sql`asc` : sql`desc`}, p.id ${status === "pending" ? sql`asc` : sql`desc`} limit 50`);
    expect(cells(block, "order", "amount")).toEqual(rows.map((row) => [row.number, row.amount]));
    expect(block.table?.total).toBe(Number(whole?.count));
  });

  it("paymentMethods", async () => {
    const block = await ask("paymentMethods", MARCH);
    const rows = await byHand<Record<string, string>>(test, sql`select method::text as method, (count(*) filter (where status = 'completed'))::text as completed, coalesce(sum(amount) filter (where status = 'completed'), 0)::text as amount,
      (count(*) filter (where status = 'failed'))::text as failed, (count(*) filter (where status = 'refunded'))::text as refunded,
      round((count(*) filter (where status = 'completed'))::numeric / nullif(count(*) filter (where status in ('completed', 'failed')), 0), 6)::text as rate
      from payments where status in ('completed', 'failed', 'refunded') and ${within("payment_date", MARCH)} group by method order by sum(amount) filter (where status = 'completed') desc`);
    const words: Record<string, string> = { card: "Card", cash: "Cash", bank_transfer: "Bank transfer", paypal: "PayPal", other: "Other" };
    expect(cells(block, "method", "completed", "amount", "failed", "refunded", "success_rate")).toEqual(rows.map((row) => [words[row["method"] ?? ""], row["completed"], row["amount"], row["failed"], row["refunded"], row["rate"]]));
  });
});

describe("looking up", () => {
  it("customerLookup", async () => {
    const [hand] = await byHand<{ number: number; name: string; orders: number; units: number; revenue: string; first: string; last: string; genre: string }>(test, sql`
      select c.number, c.name, count(distinct o.id)::int as orders, sum(l.quantity)::int as units, sum(l.line_total)::text as revenue, min(${dayOf("o.order_date")})::text as first, max(${dayOf("o.order_date")})::text as last,
        (select g.name from genres g where g.id = c.favourite_genre_id) as genre
      from customers c join orders o on o.customer_id = c.id join order_items l on l.order_id = o.id where o.status <> 'cancelled' and c.name is not null group by c.id order by sum(l.line_total) desc limit 1`);
    const expected = { number: hand?.number, orders: hand?.orders, units: hand?.units, revenue: hand?.revenue, first_order: hand?.first, last_order: hand?.last, favourite_genre: hand?.genre };
    for (const input of [{ number: hand?.number }, { name: String(hand?.number) }, { name: hand?.name }]) expect(figures(await ask("customerLookup", input))).toMatchObject(expected);
  });

  it("customerLookup lists those who fit a part of a name", async () => {
    const block = await ask("customerLookup", { name: "Anna" });
    const rows = await byHand<{ count: number }>(test, sql`select count(*)::int as count from customers where ' ' || regexp_replace(lower(name), '[^a-z]', ' ', 'g') || ' ' like '% anna %'`);
    expect(block.figures).toEqual([]);
    expect(block.table?.total).toBe(rows[0]?.count);
  });

  it("albumLookup", async () => {
    const block = await ask("albumLookup", { title: "kind of blu", artist: "Mles Davis" });
    const [hand] = await byHand<Record<string, Cell>>(test, sql`select (select sum(l.quantity)::text from order_items l join orders o on o.id = l.order_id where l.album_id = a.id and o.status <> 'cancelled') as units,
      (select sum(l.line_total)::text from order_items l join orders o on o.id = l.order_id where l.album_id = a.id and o.status <> 'cancelled') as revenue,
      (select sum(l.quantity)::text from order_items l join orders o on o.id = l.order_id where l.album_id = a.id and o.status <> 'cancelled' and ${within("o.order_date", JUNE)}) as recent_units,
      (select on_hand from inventory i where i.album_id = a.id and i.condition = 'new') as on_hand, a.list_price::text as list_price, a.year::int as year, (select round(avg(rating), 2)::text from reviews r where r.album_id = a.id) as average_rating
      from albums a where a.title = 'Kind of Blue'`);
    expect(figures(block)).toMatchObject(hand ?? {});
    expect(block.notes.join(" ")).toContain(`"Mles Davis" was read as the artist Miles Davis`);
  });

  it("orderLookup", async () => {
    const [hand] = await byHand<{ number: number; total: string; lines: string; paid: string; count: number }>(test, sql`select o.order_number as number, o.total::text as total, sum(l.line_total)::text as lines, count(*)::int as count,
      (select sum(case status when 'completed' then amount when 'refunded' then -amount end)::text from payments p where p.order_id = o.id) as paid
      from orders o join order_items l on l.order_id = o.id where exists (select from payments p where p.order_id = o.id and p.status = 'refunded') group by o.id order by o.order_number limit 1`);
    const block = await ask("orderLookup", { number: hand?.number });
    expect(figures(block)).toMatchObject({ total: hand?.total, lines_total: hand?.lines, paid: hand?.paid });
    expect(block.table?.rows).toHaveLength(hand?.count ?? -1);
    expect(block.notes.join(" ")).toContain("Given back by");
  });

  it("listOrders", async () => {
    const block = await ask("listOrders", { ...MARCH, channel: "online", sort: "largest", limit: 20 });
    const which = sql`channel = 'web' and ${within("order_date", MARCH)}`;
    const rows = await byHand<{ number: number; total: string }>(test, sql`select order_number as number, total::text as total from orders where ${which} order by orders.total desc, id desc limit 20`);
    expect(cells(block, "order", "total")).toEqual(rows.map((row) => [row.number, row.total]));
    const [whole] = await byHand<{ count: number; cancelled: number; total: string }>(test, sql`select count(*)::int as count, (count(*) filter (where status = 'cancelled'))::int as cancelled, (sum(total) filter (where status <> 'cancelled'))::text as total from orders where ${which}`);
    expect(figures(block)).toEqual({ orders_listed: whole?.count, orders_cancelled: whole?.cancelled, orders_total: whole?.total });
  });

  it.each([
    ["Cotrane", "John Coltrane"],
    ["Theolonius Monk", "Thelonious Monk"],
    ["bluenote", "Blue Note"],
    ["hardbop", "Hard bop"],
    ["bosanova", "Bossa nova"],
    ["Mles Dvis", "Miles Davis"],
    ["kind of blu", "Kind of Blue"],
    ["rehor dolezal", "Řehoř Doležal"],
  ])("findNames reads %s as %s", async (text, name) => {
    const block = await ask("findNames", { text });
    expect(block.table?.rows[0]?.["name"]).toBe(name);
  });
});
