import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withSystem } from "#db/rls.ts";
import { addAlbum, addArtist, addCustomer, addOrder, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { callAs } from "../testing/caller.ts";

const NOW = new Date("2026-06-30T12:00:00Z");

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await withSystem(test.db, "prepare a test", async (tx) => {
    const artist = await addArtist(tx, "Niels-Henning Ørsted Pedersen");
    for (let i = 0; i < 123; i += 1) await addAlbum(tx, { title: `${i % 5 === 0 ? "Suite" : "The Suíte"} No. ${String(i % 40).padStart(2, "0")}`, artistId: i === 7 ? artist : null, catalogueNumber: i === 9 ? "SUITE-9" : null });
    await addAlbum(tx, { title: "<b>Ω</b> " + "long ".repeat(58), catalogueNumber: null });
    const chloe = await addCustomer(tx, { name: "Chloë Fournier", number: 701 });
    await addOrder(tx, { customerId: chloe, lines: [{ unitPrice: "30" }] });
    for (let i = 0; i < 61; i += 1) await addCustomer(tx, { name: `Zoë Ångström ${i % 3}`, number: 1000 + i });
  });
});
afterAll(() => test.close());

const find = async (text: string) => (await callAs(test.db, "staff", NOW)).search.find({ text });
const titles = async (text: string) => (await find(text)).hits.map((hit) => `${hit.kind}: ${hit.title}`);

describe("find", () => {
  it("finds names however they are spelled, in the palette and in the order list", async () => {
    for (const text of ["Chloe", "CHLOË", "chloe fourn", "Chloe\u0308"]) expect(await titles(text), text).toEqual(["customer: Chloë Fournier"]);
    const [pedersen, ...others] = (await find("orsted")).hits;
    expect(pedersen).toMatchObject({ kind: "album", detail: "Niels-Henning Ørsted Pedersen" });
    expect(pedersen?.href).toMatch(/^\/albums\/[0-9a-f-]{36}$/);
    expect(others).toEqual([]);
    expect((await (await callAs(test.db, "staff", NOW)).orders.list({ q: "chloe" })).orders.map((order) => order.customerName)).toEqual(["Chloë Fournier"]);
    expect(await titles("Ω")).toHaveLength(1);
    expect(await titles("%")).toEqual([]);
    // One or two letters begin a word, three stand anywhere in it.
    expect(await titles("fo")).toContain("customer: Chloë Fournier");
    expect(await titles("fö")).toContain("customer: Chloë Fournier");
    expect(await titles("ou")).not.toContain("customer: Chloë Fournier");
    expect(await titles("our")).toContain("customer: Chloë Fournier");
    expect(await titles("chlo_")).toEqual([]);
  });

  it("finds pages and figures, which lead to their rows", async () => {
    expect((await find("revenue")).hits).toContainEqual(expect.objectContaining({ kind: "metric", title: "Revenue", href: "/rows/revenue" }));
    expect((await find("Refunds")).hits).toContainEqual(expect.objectContaining({ kind: "metric", title: "Refunds", href: "/rows/refunds" }));
    expect(await titles("dashboard")).toContain("page: Dashboard");
    expect((await find("")).hits.every((hit) => hit.kind === "page")).toBe(true);
  });

  it("says how many more there are and where", async () => {
    const { hits, more } = await find("suite");
    expect(hits.filter((hit) => hit.kind === "album")).toHaveLength(6);
    expect(more).toEqual([{ kind: "album", label: "Show all 123 records", href: "/find?q=suite&kind=album" }]);
    expect((await find("angstrom")).more).toEqual([{ kind: "customer", label: "Show all 61 customers", href: "/find?q=angstrom&kind=customer" }]);
    expect((await find("Chloe")).more).toEqual([]);
  });

  it.each(["album", "customer"] as const)("lists every %s once over all pages, in the order of the answer", async (kind) => {
    const caller = await callAs(test.db, "staff", NOW);
    const text = kind === "album" ? "suite" : "zoe";
    const ids: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof caller.search.list>> = await caller.search.list({ text, kind, cursor });
      expect(page.total).toBe(kind === "album" ? 123 : 61);
      ids.push(...page.hits.map((hit) => hit.id));
      cursor = page.nextCursor;
    }
    const expected = await withSystem(test.db, "count by hand", (tx) => tx.execute<{ id: string }>(kind === "album" ? sql`select id from albums where title ilike '%su_te%' or catalogue_number ilike '%suite%'` : sql`select id from customers where name like 'Zoë%'`));
    expect([...ids].sort()).toEqual(expected.map((row) => row.id).sort());
    expect((await caller.search.find({ text })).hits.filter((hit) => hit.kind === kind).map((hit) => hit.id)).toEqual(ids.slice(0, 6));
  });

  it("begins with the number that was typed, then titles that begin so", async () => {
    const { hits } = await find("suite-9");
    expect(hits[0]).toMatchObject({ kind: "album", detail: "SUITE-9" });
    expect((await find("suite")).hits.filter((hit) => hit.kind === "album").every((hit) => hit.title.startsWith("Suite No."))).toBe(true);
  });

  it("starts anew from a cursor that is none", async () => {
    const caller = await callAs(test.db, "staff", NOW);
    const first = await caller.search.list({ text: "suite", kind: "album" });
    expect(await caller.search.list({ text: "suite", kind: "album", cursor: "nonsense" })).toEqual(first);
    expect(await caller.search.list({ text: "", kind: "album" })).toMatchObject({ hits: [], total: 0 });
  });
});
