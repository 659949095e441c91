import { sql } from "drizzle-orm";
import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withRls, withSystem } from "../../rls.ts";
import { addAlbum, addArtist, addStock, openTestDatabase, people, runs, type TestDatabase } from "../../testing/index.ts";
import { findTwins } from "./find-twins.ts";
import { findShelves, listShelf, type ShelfPage } from "./list-shelf.ts";
import { listSuppliers } from "./list-suppliers.ts";
import { listMovements, readShelf } from "./read-shelf.ts";

const RECENT = { from: "2026-04-02", to: "2026-06-30" };
const LONG = `${"Very long title ".repeat(18)}“quoted” 🎷 שלום`;
let database: TestDatabase;
const ids: Record<string, string> = {};
const supplier = v7();

beforeAll(async () => {
  database = await openTestDatabase();
  await withSystem(database.db, "shelves", async (tx) => {
    await tx.execute(sql`insert into suppliers (id, name, lead_time_days) values (${supplier}, 'Nord', 9)`);
    const [chloe, monk] = [await addArtist(tx, "Chloë Ørsted"), await addArtist(tx, "Thelonious Monk")];
    const add = async (name: string, album: Parameters<typeof addAlbum>[1], quantity: number, reorderPoint?: number) => {
      ids[`${name} album`] = await addAlbum(tx, album);
      ids[name] = await addStock(tx, ids[`${name} album`] ?? "", quantity, { reorderPoint: reorderPoint ?? null, occurredAt: new Date("2026-01-05T10:00:00Z") });
    };
    await add("blue", { title: "Blue Train", catalogueNumber: "BLP 1577", barcode: "0724349532724", listPrice: "24", supplierId: supplier }, 12);
    await add("dream", { title: "Monk’s Dream", artistId: monk, catalogueNumber: "CL-1965", listPrice: "30" }, 0);
    await add("evening", { title: "Été à Łódź 100%", artistId: chloe, listPrice: null }, 4, 2);
    await add("low", { title: "Low_one", listPrice: "9.90" }, 3);
    await add("long", { title: LONG, artistId: chloe }, 1);
    await add("minus", { title: "Below zero" }, -2);
    ids["uncounted album"] = await addAlbum(tx, { title: "Never counted", artistId: monk });
    for (const [name, quantity] of [["copy", 1], ["gone", 0]] as const) {
      ids[name] = v7();
      await tx.execute(sql`insert into inventory (id, album_id, condition, media_grade, sleeve_grade, list_price) values (${ids[name]}, ${ids["blue album"]}, 'used', 'Very Good Plus (VG+)', 'Generic', 11)`);
      if (quantity > 0) await tx.execute(sql`insert into sales (id, inventory_id, movement, quantity, occurred_at) values (${v7()}, ${ids[name]}, 'restock', ${quantity}, '2026-05-01')`);
    }
  });
});
afterAll(() => database.close());

const list = (page: Partial<ShelfPage> = {}, size = 50, role: keyof typeof people = "staff") =>
  withRls(database.db, people[role], (tx) => listShelf(tx, { copies: "shelf", sort: "best", dir: "asc", ...page }, RECENT, size));
const titles = async (page: Partial<ShelfPage>) => (await list(page)).rows.map((row) => row.title);
const find = (q: string) => withRls(database.db, people.staff, (tx) => findShelves(tx, q, RECENT, 8));

test.each([
  ["chloe", ["Été à Łódź 100%", LONG]],
  ["CHLOË orsted", ["Été à Łódź 100%", LONG]],
  ["ete lodz", ["Été à Łódź 100%"]],
  ["monks dream", ["Monk’s Dream"]],
  ["Monk's", ["Monk’s Dream"]],
  ["dream thelonious", ["Monk’s Dream"]],
  ["blp1577", ["Blue Train", "Blue Train"]],
  ["BLP-15", ["Blue Train", "Blue Train"]],
  ["cl 1965", ["Monk’s Dream"]],
  ["0 724349 532724", ["Blue Train", "Blue Train"]],
  ["724349532724", ["Blue Train", "Blue Train"]],
  ["00724349532724", ["Blue Train", "Blue Train"]],
  ["532724", ["Blue Train", "Blue Train"]],
  ["100%", ["Été à Łódź 100%"]],
  ["low_", ["Low_one"]],
  ["w_o", ["Low_one"]],
  ["%%", []],
  ["“quoted” שלום", [LONG]],
  ["🎷", [LONG]],
  ["'; drop table albums; --", []],
  ["\\", []],
  ["nothing like it", []],
])("%s finds what a person means", async (q, expected) => {
  expect((await titles({ q })).sort()).toEqual([...expected].sort());
  expect((await find(q)).map((row) => row.title).sort()).toEqual([...expected].sort());
});

test("the very number comes first, then the title that begins so", async () => {
  expect((await find("BLP 1577")).map(({ id, rank }) => [id, rank])).toEqual([[ids["blue"], 0], [ids["copy"], 0]]);
  expect((await find("lo")).map(({ title, rank }) => [title, rank])[0]).toEqual(["Low_one", 1]);
});

test("a row says where it stands; used copies have grades and no band; gone ones are asked for", async () => {
  const rows = new Map((await list({})).rows.map((row) => [row.id, row]));
  expect(rows.get(ids["blue"] ?? "")).toMatchObject({ onHand: 12, reorderPoint: 10, band: "fine", price: "24.0000", condition: "new", daysOfStock: null });
  expect(rows.get(ids["copy"] ?? "")).toMatchObject({ band: null, mediaGrade: "Very Good Plus (VG+)", sleeveGrade: "Generic", price: "11.0000", onHand: 1 });
  expect(rows.get(ids["uncounted album"] ?? "")).toMatchObject({ onHand: null, band: "none", albumId: ids["uncounted album"] });
  expect(rows.has(ids["gone"] ?? "")).toBe(false);
  expect((await list({ copies: "gone" })).rows.map(({ id }) => id)).toEqual([ids["gone"]]);
  expect((await list({ copies: "used" })).rows.map(({ id }) => id)).toEqual([ids["copy"]]);
});

test("bands and suppliers narrow the list", async () => {
  expect(await titles({ band: "out" })).toEqual(["Monk’s Dream"]);
  expect((await titles({ band: "low" })).sort()).toEqual([LONG, "Low_one"].sort());
  expect((await titles({ band: "fine" })).sort()).toEqual(["Blue Train", "Été à Łódź 100%"].sort());
  expect((await titles({ band: "none" })).sort()).toEqual(["Below zero", "Never counted"]);
  expect(await titles({ supplier, copies: "new" })).toEqual(["Blue Train"]);
});

test("however it is sorted and cut, every row comes once and in order, for every role", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ sort: fc.constantFrom<ShelfPage["sort"]>("best", "title", "onhand", "price"), dir: fc.constantFrom<ShelfPage["dir"]>("asc", "desc"), q: fc.constantFrom(undefined, "e", "chloe", "o") }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("staff", "marketing", "buyer", "manager", "admin"),
      async (asked, size, role) => {
        const page = { ...asked, q: asked.q };
        const whole = (await list(page, 50)).rows.map(({ id }) => id);
        const pieces: string[] = [];
        for (let cursor: string | undefined; ; ) {
          const next = await list({ ...page, cursor }, size, role);
          pieces.push(...next.rows.map(({ id }) => id));
          if (next.nextCursor === null) break;
          cursor = next.nextCursor;
        }
        expect(pieces).toEqual(whole);
      },
    ),
    { numRuns: runs() },
  );
});

test("a cursor of another sorting, or none of ours, begins at the beginning", async () => {
  const first = await list({ sort: "best", dir: "asc", q: "o" }, 2);
  const { nextCursor } = await list({ sort: "price", dir: "asc", q: "o" }, 1);
  expect(nextCursor).not.toBeNull();
  for (const cursor of [nextCursor ?? "", Buffer.from('["best","1.5","x"]').toString("base64url"), "%"]) {
    expect((await list({ sort: "best", dir: "asc", q: "o", cursor }, 2)).rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
  }
});

test("a title longer than an entry of an index is taken in, found and listed", async () => {
  const long = Array.from({ length: 1_250 }, (_, n) => `Wörd${n}`.padEnd(7, "x")).join(" ");
  expect(long.length).toBeGreaterThanOrEqual(9_999);
  const undo = new Error("taken back");
  await withSystem(database.db, "a long title", async (tx) => {
    const ids = [await addAlbum(tx, { title: long }), await addAlbum(tx, { title: `${long} and more` })];
    const recent = { from: "2026-06-01", to: "2026-06-30" };
    const found = await listShelf(tx, { q: "word1249", copies: "shelf", sort: "title", dir: "asc" }, recent, 1);
    expect(found.rows.map((row) => row.albumId)).toEqual([ids.sort()[0]]);
    const rest = await listShelf(tx, { q: "word1249", copies: "shelf", sort: "title", dir: "asc", cursor: found.nextCursor ?? "" }, recent, 1);
    expect(rest.rows.map((row) => row.albumId)).toEqual([ids[1]]);
    throw undo;
  }).catch((error: unknown) => expect(error).toBe(undo));
});

test("days of stock are the metric's, for one title: on hand over what sold on days it was there", async () => {
  const shelf = await withSystem(database.db, "sell", async (tx) => {
    const id = await addStock(tx, await addAlbum(tx, { title: "Sells" }), 6, { occurredAt: new Date("2026-06-01T08:00:00Z") });
    const move = (movement: string, quantity: number, at: string) => tx.execute(sql`insert into sales (id, inventory_id, movement, quantity, reason, occurred_at) values (${v7()}, ${id}, ${movement}::stock_movement, ${quantity}, 'x', ${at}::timestamptz)`);
    await move("sale", -6, "2026-06-04T10:00:00Z"); // in stock 1, 2, 3 and 4 June
    await move("restock", 10, "2026-06-21T10:00:00Z"); // and again from the 21st to the 30th: ten days
    await move("sale", -1, "2026-06-22T10:00:00Z");
    return id;
  });
  const row = (await list({ q: "Sells" })).rows[0];
  expect(row?.id).toBe(shelf);
  expect(row?.onHand).toBe(9);
  expect(row?.daysOfStock).toBe((9 / (7 / 14)).toFixed(1));
});

test("a place is found by its own id and by its record's, also before it was counted", async () => {
  const read = (id: string) => withRls(database.db, people.staff, (tx) => readShelf(tx, id));
  expect(await read(ids["blue"] ?? "")).toMatchObject({ inventoryId: ids["blue"], title: "Blue Train", supplier: "Nord", leadTimeDays: 9, ownReorderPoint: null, reorderPoint: 10 });
  expect(await read(ids["blue album"] ?? "")).toMatchObject({ inventoryId: ids["blue"] });
  expect(await read(ids["copy"] ?? "")).toMatchObject({ inventoryId: ids["copy"], condition: "used", price: "11.0000" });
  expect(await read(ids["uncounted album"] ?? "")).toMatchObject({ inventoryId: null, onHand: null, band: "none" });
  expect(await read(v7())).toBeNull();
});

test("the ledger of a place goes back in time, page by page, with what was there after each", async () => {
  const shelf = await withSystem(database.db, "moves", async (tx) => {
    const id = await addStock(tx, await addAlbum(tx, { title: "Moves" }), 0);
    for (let n = 1; n <= 20; n++) await tx.execute(sql`insert into sales (id, inventory_id, movement, quantity, reason, user_id, occurred_at) values (${v7()}, ${id}, 'restock', ${n}, 'n', ${people.buyer.id}, ${`2026-05-${String(n).padStart(2, "0")}T10:00:00Z`}::timestamptz)`);
    return id;
  });
  const page = (cursor?: string) => withRls(database.db, people.staff, (tx) => listMovements(tx, shelf, cursor));
  const first = await page();
  const rest = await page(first.nextCursor ?? "");
  const all = [...first.movements, ...rest.movements];
  expect(all.map((row) => row.quantity)).toEqual(Array.from({ length: 20 }, (_, n) => 20 - n));
  expect(all.map((row) => row.after)).toEqual(Array.from({ length: 20 }, (_, n) => ((20 - n) * (21 - n)) / 2));
  expect(all[0]).toMatchObject({ person: people.buyer.name, mayBeUndone: true, undone: false });
});

test("twins are found by name or number, never the record itself", async () => {
  const twins = (of: Parameters<typeof findTwins>[1]) => withRls(database.db, people.buyer, (tx) => findTwins(tx, of));
  expect(await twins({ title: "monks dream", artist: "thelonious  monk".replace("  ", " ") })).toMatchObject([{ albumId: ids["dream album"], because: "name" }]);
  expect(await twins({ title: "Other", barcode: "7243 4953 2724" })).toMatchObject([{ albumId: ids["blue album"], because: "barcode", onHand: 12 }]);
  expect(await twins({ title: "Blue Train", except: ids["blue album"] })).toEqual([]);
  expect(await twins({ title: "Blue Train", artist: "Somebody" })).toEqual([]);
});

test("suppliers come with what hangs on them", async () => {
  await withSystem(database.db, "order", (tx) => tx.execute(sql`update inventory set on_order = 5 where id = ${ids["blue"]}`));
  expect(await withRls(database.db, people.staff, listSuppliers)).toEqual([{ id: supplier, name: "Nord", leadTimeDays: 9, titles: 1, onOrder: 5 }]);
});
