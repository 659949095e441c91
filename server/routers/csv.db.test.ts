import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loader as dashboardCsv } from "#app/routes/dashboard[.]csv.ts";
import { loader as ordersCsv } from "#app/routes/orders[.]csv.ts";
import type { UserRole } from "#db/enums.ts";
import { withSystem } from "#db/rls.ts";
import { addAlbum, addCustomer, addGenre, addOrder, addReview, addStock, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { callAs, requestContextFor } from "../testing/caller.ts";

const NOW = new Date("2026-06-30T12:00:00Z");

describe("CSV", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
    await withSystem(test.db, "a shop with names that spreadsheets would run", async (tx) => {
      const album = await addAlbum(tx, { title: '=HYPERLINK("http://x")', genreId: await addGenre(tx, "+Modal") });
      await addStock(tx, album, 4);
      for (let i = 0; i < 120; i += 1) {
        const customerId = await addCustomer(tx, { name: i % 2 ? "@Ann, \"the\" Novák" : null });
        await addOrder(tx, { customerId, channel: i % 3 ? "shop" : "web", orderDate: new Date(Date.UTC(2026, 5, 1 + (i % 29), 12)), timeKnown: i % 5 !== 0, lines: [{ albumId: album, unitPrice: "12.5" }] });
        if (i < 5) await addReview(tx, { customerId, albumId: album, rating: 1 + i });
      }
    });
  });
  afterAll(() => test.close());

  const load = (loader: typeof dashboardCsv, path: string, role: UserRole | null = "staff") =>
    loader({ request: new Request(`http://shop.test${path}`), params: {}, context: requestContextFor(test.db, role, NOW) as never });

  async function download(loader: typeof dashboardCsv, path: string): Promise<{ name: string; text: string; rows: Record<string, string>[] }> {
    const response = await load(loader, path);
    const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
    return { name: /filename="(.*)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "", text, rows: parse<Record<string, string>>(text, { bom: true, columns: true }) };
  }

  it("holds what the blocks show, with filter and moment", async () => {
    const caller = await callAs(test.db, "staff", NOW);
    const { figures, revenueOverTime, revenueByGenre, ratings, stock, topAlbums, topCustomers } = await caller.dashboard.page({ p: "30" });
    const csv = async (block: string) => (await download(dashboardCsv, `/dashboard.csv?block=${block}&p=30`)).rows;
    expect((await csv("figures")).map((row) => [row["metric"], row["value"], row["before"]])).toEqual(figures.tiles.map((tile) => [tile.metric, tile.value ?? "", tile.before ?? ""]));
    expect((await csv("orders")).map((row) => row["value"])).toEqual([figures.tiles[1]?.value]);
    expect((await csv("revenue-over-time")).map((row) => [row["from"], row["revenue"], row["before"]])).toEqual(revenueOverTime.points.map((point) => [point.start, point.value, point.before]));
    expect((await csv("revenue-by-genre")).map((row) => [row["genre"], row["revenue"]])).toEqual(revenueByGenre.rows.map((row) => [`'${row.genre}`, row.revenue]));
    expect((await csv("ratings")).map((row) => Number(row["reviews"]))).toEqual(ratings.stars.map((row) => row.count));
    expect((await csv("stock")).map((row) => Number(row["titles"]))).toEqual([stock.out, stock.low, stock.fine, stock.unknown]);
    expect((await csv("top-albums")).map((row) => [row["record"], row["sold"], row["left"]])).toEqual(topAlbums.map((row) => [`'${row.title}`, String(row.units), String(row.onHand)]));
    expect((await csv("top-customers")).map((row) => [row["customer_number"], row["revenue"]])).toEqual(topCustomers.map((row) => [String(row.number), row.revenue]));
    const file = await download(dashboardCsv, "/dashboard.csv?block=top-customers&p=30");
    expect(file.name).toBe("misty-dashboard-top-customers-2026-06-01-to-2026-06-30-against-previous.csv");
    expect(file.rows[0]).toMatchObject({ filter: "2026-06-01 to 2026-06-30, against 2026-05-02 to 2026-05-31", as_of: NOW.toISOString() });
  });

  it("holds every order of the list's filter, in its order, over all pages", async () => {
    const caller = await callAs(test.db, "staff", NOW);
    const shown: { orderNumber: number; day: string; total: string }[] = [];
    for (let cursor: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof caller.orders.list>> = await caller.orders.list({ channel: "shop", sort: "total", ...(cursor ? { cursor } : {}) });
      shown.push(...page.orders);
      cursor = page.nextCursor;
      if (!cursor) break;
    }
    const { name, text, rows } = await download(ordersCsv, "/orders.csv?channel=shop&sort=total&cursor=abc");
    expect(rows.map((row) => [row["order"], row["day"], row["total"]])).toEqual(shown.map((row) => [String(row.orderNumber), row.day, row.total]));
    expect(rows).toHaveLength(80);
    expect(name).toBe("misty-orders-all-shop-by-total-desc.csv");
    expect(rows[0]?.["filter"]).toBe("all days, channel shop, by total descending");
    expect(text.startsWith("\uFEFF")).toBe(true);
    expect(text).not.toMatch(/(^|,)"?[=@+]/m);
    expect(rows.filter((row) => row["time"] === "").length).toBeGreaterThan(0);
  });

  it("asks who it is, and knows its blocks", async () => {
    for (const [loader, path] of [[dashboardCsv, "/dashboard.csv?block=stock"], [ordersCsv, "/orders.csv"]] as const) {
      const refusal = await load(loader, path, null).catch((thrown: unknown) => thrown);
      expect(refusal).toBeInstanceOf(Response);
      expect((refusal as Response).status).toBe(302);
      expect((refusal as Response).headers.get("Location")).toMatch(/^\/login/);
    }
    const missing = await load(dashboardCsv, "/dashboard.csv?block=payments").catch((thrown: unknown) => thrown);
    expect((missing as Response).status).toBe(404);
  });
});
