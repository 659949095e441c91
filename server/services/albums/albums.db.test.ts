import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withRls, withSystem } from "#db/rls.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { createAlbumInput, editAlbumInput, repriceInput } from "../../contracts/albums.ts";
import { createSupplierInput, editSupplierInput } from "../../contracts/suppliers.ts";
import type { ServiceContext } from "../context.ts";
import { createSupplier } from "../suppliers/create-supplier.ts";
import { editSupplier } from "../suppliers/edit-supplier.ts";
import { createAlbum } from "./create-album.ts";
import { editAlbum } from "./edit-album.ts";
import { repriceAlbum } from "./reprice-album.ts";

const NOW = new Date("2026-06-30T10:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ max: 12 });
});
afterAll(() => database.close());

type Role = keyof typeof people;
const as = <T>(role: Role, act: (ctx: ServiceContext) => Promise<T>) => withRls(database.db, people[role], (tx) => act({ tx, person: people[role], now: NOW, requestId: "r1" }));
const read = <Row extends Record<string, unknown>>(query: ReturnType<typeof sql>) => withSystem(database.db, "look", (tx) => tx.execute<Row>(query));
const create = (input: Record<string, unknown>, role: Role = "buyer") => as(role, (ctx) => createAlbum(ctx, createAlbumInput.parse({ key: v7(), ...input })));
const edit = (input: Record<string, unknown>, role: Role = "buyer") => as(role, (ctx) => editAlbum(ctx, editAlbumInput.parse(input)));
const reprice = (input: Record<string, unknown>, role: Role = "buyer") => as(role, (ctx) => repriceAlbum(ctx, repriceInput.parse(input)));
const version = async (album: string) => (await read<{ v: string }>(sql`select updated_at::text as v from albums where id = ${album}`))[0]?.v;

test("a new record has its names found or made, its place on the shelf and its first price with the person", async () => {
  const supplier = await as("buyer", (ctx) => createSupplier(ctx, createSupplierInput.parse({ key: v7(), name: "Nord Import", leadTimeDays: "9" })));
  const first = await create({ title: " Chloë sings ", artist: "Chloë Ørsted", label: "Nørrebro", genre: "Vocal", year: "1962", format: "LP", catalogueNumber: "NB-101", barcode: "0724349-532724", supplierId: supplier.id, listPrice: "24,50", unitCost: "13", reorderPoint: "2", desiredLevel: "6" });
  const [row] = await read(sql`
    select a.title, ar.name as artist, l.name as label, g.name as genre, a.year, a.list_price, a.unit_cost, i.on_hand, i.reorder_point, i.desired_level, i.condition
    from albums a join artists ar on ar.id = a.artist_id join labels l on l.id = a.label_id join genres g on g.id = a.genre_id join inventory i on i.album_id = a.id where a.id = ${first.albumId}`);
  expect(row).toEqual({ title: "Chloë sings", artist: "Chloë Ørsted", label: "Nørrebro", genre: "Vocal", year: 1962, list_price: "24.5000", unit_cost: "13.0000", on_hand: 0, reorder_point: 2, desired_level: 6, condition: "new" });
  expect(await read(sql`select list_price, changed_by from album_prices where album_id = ${first.albumId}`)).toEqual([{ list_price: "24.5000", changed_by: people.buyer.id }]);
  const second = await create({ title: "Another evening", artist: "chloe orsted", label: "NORREBRO", genre: "vocal" });
  const [names] = await read(sql`select (select count(*) from artists)::int as artists, (select count(*) from labels)::int as labels, (select count(*) from genres)::int as genres, list_price from albums where id = ${second.albumId}`);
  expect(names).toEqual({ artists: 1, labels: 1, genres: 1, list_price: null });
  expect(await read(sql`select object_id, actor_id from activity_logs where action = 'album.created' order by id`)).toEqual([first.albumId, second.albumId].map((id) => ({ object_id: id, actor_id: people.buyer.id })));
});

test("a record that is there is pointed out by name or barcode, and made only when a person says so", async () => {
  await create({ title: "Monk’s Dream", artist: "Thelonious Monk", barcode: "5099706304128" });
  await expect(create({ title: "monks dream", artist: "THELONIOUS MONK" })).rejects.toMatchObject({ code: "CONFLICT", fields: { title: "This record is there already." } });
  await expect(create({ title: "Monk's dream again", artist: "Somebody", barcode: "5 099706-304128" })).rejects.toMatchObject({ code: "CONFLICT", fields: { barcode: expect.any(String) as string } });
  await create({ title: "Monk's Dream", artist: "Somebody Else" });
  await create({ title: "Monk's Dream", artist: "Thelonious Monk", evenIfKnown: "yes" });
  expect(await read(sql`select count(*)::int as n from albums where fold_text(title) = 'monks dream'`)).toEqual([{ n: 3 }]);
  // 12 digits and 13 with a zero before are one code.
  await create({ title: "American", barcode: "724349532700" });
  await expect(create({ title: "Same from Europe", barcode: "0724349532700" })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("fifty equal forms make one record, and fifty people who add the same one make one", async () => {
  const key = v7();
  const results = await Promise.all(Array.from({ length: 50 }, () => create({ key, title: "Pressed twice", artist: "Nervous Hand" })));
  expect(results.filter(({ again }) => !again)).toHaveLength(1);
  const others = await Promise.allSettled(Array.from({ length: 50 }, () => create({ title: "Added at once", artist: "Fast Hands" })));
  expect(others.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await read(sql`select title, count(*)::int as n from albums where title in ('Pressed twice', 'Added at once') group by title order by title`)).toEqual([{ title: "Added at once", n: 1 }, { title: "Pressed twice", n: 1 }]);
}, 60_000);

test("an edit names what changed, and is refused when the record changed meanwhile", async () => {
  const { albumId } = await create({ title: "Before", artist: "One" });
  const seen = await version(albumId);
  expect(await edit({ albumId, seen, title: "After", artist: "One", year: "1960" })).toEqual({ albumId, changed: true });
  expect(await read(sql`select fields from activity_logs where action = 'album.edited' and object_id = ${albumId}`)).toEqual([{ fields: ["title", "year"] }]);
  await expect(edit({ albumId, seen, title: "Later", artist: "One" })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await edit({ albumId, seen: await version(albumId), title: "After", artist: "One", year: 1960 })).toEqual({ albumId, changed: false });
  await create({ title: "Taken", artist: "One" });
  await expect(edit({ albumId, seen: await version(albumId), title: "Taken", artist: "One", year: 1960 })).rejects.toMatchObject({ code: "CONFLICT", fields: { title: expect.any(String) as string } });
});

test("a new price is in the history with the person, is refused over another's, and leaves past sales alone", async () => {
  const { albumId, inventoryId } = await create({ title: "Priced", listPrice: "20" });
  await reprice({ shelf: inventoryId, seen: "20.00", listPrice: "22.50" }, "manager");
  expect(await read(sql`select list_price, changed_by from album_prices where album_id = ${albumId} order by valid_from`)).toEqual([
    { list_price: "20.0000", changed_by: people.buyer.id },
    { list_price: "22.5000", changed_by: people.manager.id },
  ]);
  await expect(reprice({ shelf: inventoryId, seen: "20", listPrice: "25" })).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("22.50 now") as string });
  expect(await reprice({ shelf: albumId, seen: "20", listPrice: "22.5" })).toMatchObject({ changed: false });
  await reprice({ shelf: albumId, seen: "22.5", listPrice: "" });
  expect(await read(sql`select list_price from albums where id = ${albumId}`)).toEqual([{ list_price: null }]);
});

test("a used copy has a price of its own and leaves the record's alone", async () => {
  const { albumId } = await create({ title: "Used too", listPrice: "20" });
  const copy = v7();
  await read(sql`insert into inventory (id, album_id, condition, media_grade) values (${copy}, ${albumId}, 'used', 'Very Good (VG)')`);
  await reprice({ shelf: copy, seen: "20", listPrice: "12" });
  expect(await read(sql`select i.list_price as own, a.list_price from inventory i join albums a on a.id = i.album_id where i.id = ${copy}`)).toEqual([{ own: "12.0000", list_price: "20.0000" }]);
});

test("a price makes no place on the shelf: a record that was never counted is not out of stock because of it", async () => {
  const album = v7();
  await read(sql`insert into albums (id, title) values (${album}, 'Of an import')`);
  expect(await reprice({ shelf: album, listPrice: "30" })).toMatchObject({ changed: true });
  expect(await read(sql`select a.list_price, (select count(*) from inventory i where i.album_id = a.id)::int as places from albums a where a.id = ${album}`)).toEqual([{ list_price: "30.0000", places: 0 }]);
  await expect(reprice({ shelf: album, seen: "29", listPrice: "31" })).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("30.00 now") as string });
  await expect(reprice({ shelf: v7(), listPrice: "31" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("suppliers are made once, keep their names apart, and change", async () => {
  const key = v7();
  const make = (input: Record<string, unknown>, role: Role = "buyer") => as(role, (ctx) => createSupplier(ctx, createSupplierInput.parse({ key: v7(), leadTimeDays: 4, ...input })));
  await Promise.all(Array.from({ length: 50 }, () => make({ key, name: "Twice pressed" })));
  await expect(make({ name: "TWICE PRESSED" })).rejects.toMatchObject({ code: "CONFLICT" });
  const other = await make({ name: "The other" });
  const change = (input: Record<string, unknown>, role: Role = "buyer") => as(role, (ctx) => editSupplier(ctx, editSupplierInput.parse(input)));
  await expect(change({ id: other.id, name: "twice pressed", leadTimeDays: 4 })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await change({ id: other.id, name: "The Other", leadTimeDays: "12" })).toMatchObject({ changed: true });
  expect(await change({ id: other.id, name: "The Other", leadTimeDays: 12 })).toMatchObject({ changed: false });
  expect(await read(sql`select action, fields from activity_logs where object_id = ${other.id} order by id`)).toEqual([{ action: "supplier.created", fields: [] }, { action: "supplier.edited", fields: ["name", "lead_time_days"] }]);
}, 60_000);

test.each(["staff", "marketing"] as const)("%s may not keep records, prices or suppliers, by the service and by the database", async (role) => {
  const { albumId, inventoryId } = await create({ title: `Guarded from ${role}` });
  await expect(create({ title: "Mine" }, role)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(edit({ albumId, seen: "x", title: "Mine" }, role)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(reprice({ shelf: inventoryId, listPrice: "1" }, role)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(as(role, (ctx) => createSupplier(ctx, { key: v7(), name: "Mine", leadTimeDays: 1 }))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(as(role, (ctx) => editSupplier(ctx, { id: v7(), name: "Mine", leadTimeDays: 1 }))).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await withRls(database.db, people[role], (tx) => tx.execute(sql`update albums set list_price = 1 where id = ${albumId} returning id`))).toHaveLength(0);
});
