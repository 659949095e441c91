import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { readFigureVersion } from "#db/figure-version.ts";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase } from "#db/testing/index.ts";
import { LocalStorage } from "../../ports/storage/local-storage.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

const NOW = new Date("2026-06-30T12:00:00Z");
const KEY = "documents/01970000-0000-7000-8009-000000000001/11111111-2222-4333-8444-555555555555";
const LEFT = "documents/01970000-0000-7000-8009-000000000002/11111111-2222-4333-8444-555555555555";
/** Larger than a piece. */
const BYTES = Buffer.from("Returned records are checked on the deck.\n".repeat(10_000));
let folder: string;
let storage: LocalStorage;
/** The directory of the machine that a shop moves to. */
const elsewhere = () => new LocalStorage(join(folder, "there"));
let file: string;
let shop: Database;
const closers: (() => Promise<void>)[] = [];

async function open(): Promise<Database> {
  const opened = await openTestDatabase({ people: false });
  closers.push(() => opened.close());
  return opened.db;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "misty-backup-"));
  file = join(folder, "shop.misty.gz");
  storage = new LocalStorage(join(folder, "here"));
  shop = await open();
  await storage.put(KEY, BYTES);
  await withSystem(shop, "test rows", async (tx) => {
    await tx.execute(sql`insert into genres (id, name) values ('01970000-0000-7000-8000-000000000001', 'Hard bop')`);
    await tx.execute(sql`insert into albums (id, title, genre_id, list_price) select ('01970000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, 'Título "' || n || E'"\n\\x', '01970000-0000-7000-8000-000000000001', n + 0.1234 from generate_series(1, 40) n`);
    await tx.execute(sql`insert into inventory (id, album_id) select ('01970000-0000-7000-8002-' || right(id::text, 12))::uuid, id from albums`);
    await tx.execute(sql`insert into orders (id, status, channel, order_date, currency, total) select ('01970000-0000-7000-8003-' || lpad(n::text, 12, '0'))::uuid, 'completed', 'shop', timestamptz '2026-05-01 10:00:00.123456+02' + n * interval '7 hours', 'EUR', 20 from generate_series(1, 600) n`);
    await tx.execute(sql`insert into order_items (id, order_id, position, album_id, quantity, unit_price, line_total, unit_cost) select ('01970000-0000-7000-8004-' || right(o.id::text, 12))::uuid, o.id, 1, (select id from albums order by id limit 1), 1, 20, 20, 9.99 from orders o`);
    await tx.execute(sql`insert into payments (id, order_id, status, method, amount, payment_date) select ('01970000-0000-7000-8005-' || right(id::text, 12))::uuid, id, 'completed', 'card', 20, order_date from orders`);
    // A refund whose id sorts before the payment it gives back.
    await tx.execute(sql`insert into payments (id, order_id, status, method, amount, payment_date, refund_of) select '01960000-0000-7000-8005-000000000001', order_id, 'refunded', 'card', 5, payment_date, id from payments order by id limit 1`);
    await tx.execute(sql`insert into sales (id, inventory_id, movement, quantity, occurred_at) select ('01970000-0000-7000-8006-' || right(id::text, 12))::uuid, id, 'restock', 7, ${NOW.toISOString()}::timestamptz from inventory`);
    await tx.execute(sql`insert into customers (id, name) values ('01970000-0000-7000-8007-000000000001', 'Ada')`);
    await tx.execute(sql`insert into reviews (id, customer_id, album_id, rating, body, review_date) select ('01970000-0000-7000-8008-' || right(id::text, 12))::uuid, '01970000-0000-7000-8007-000000000001', id, 4, 'A great sleeve, warped record', ${NOW.toISOString()}::timestamptz from albums`);
  });
  await withSystem(shop, "a document", async (tx) => {
    for (const [key, place] of [[KEY, "local"], [LEFT, "papers@shop.supabase.co"]] as const) {
      await tx.execute(sql`insert into documents (id, title, audience, kind, file_name, storage_key, size_bytes, content_hash) values (split_part(${key}, '/', 2)::uuid, 'Returns', 'staff', 'text', 'returns.txt', ${key}, 1, ${key})`);
      await tx.execute(sql`insert into stored_files (key, place) values (${key}, ${place})`);
    }
  });
  await writeBackup({ db: shop, storage }, file, NOW);
});

afterAll(async () => {
  for (const close of closers) await close();
  await rm(folder, { recursive: true, force: true });
});

describe("backup and restore", () => {
  test("a restored database equals the original, table by table", async () => {
    const other = await open();
    const version = () => withSystem(other, "look", readFigureVersion, { readOnly: true, snapshot: true });
    const empty = await version();
    const restored = await restoreBackup({ db: other, storage: elsewhere() }, file);
    // Figures of the empty shop are not shown for the restored one.
    expect(await version()).not.toBe(empty);
    expect(restored.files).toBe(1);
    expect(Buffer.from(await elsewhere().open(KEY)).equals(BYTES)).toBe(true);
    const again = await writeBackup({ db: other, storage: elsewhere() }, join(folder, "again.gz"), NOW);
    const original = await writeBackup({ db: shop, storage }, join(folder, "original.gz"), NOW);
    expect(again).toEqual(original);
    expect(original.files).toEqual({ files: 1, bytes: BYTES.byteLength, elsewhere: 1, missing: [] });
    expect(restored.tables).toEqual(original.tables);
    expect(original.tables["payments"]?.rows).toBe(601);
    expect(original.tables["daily_order_stats"]?.rows).toBeGreaterThan(50);
    expect(original.tables["review_sentiments"]?.rows).toBe(40);
  });

  test("after a restore numbers go on, and triggers count again", async () => {
    const other = await open();
    await restoreBackup({ db: other, storage: elsewhere() }, file);
    await withSystem(other, "one more order", async (tx) => {
      const [row] = await tx.execute<{ order_number: number }>(sql`insert into orders (id, status, channel, order_date, currency, total) values (gen_random_uuid(), 'completed', 'late', ${NOW.toISOString()}::timestamptz, 'EUR', 0) returning order_number`);
      expect(row?.order_number).toBe(601);
      const [day] = await tx.execute<{ order_count: number }>(sql`select order_count from daily_order_stats where channel = 'late'`);
      expect(day?.order_count).toBe(1);
      await tx.execute(sql`update reviews set body = 'Wonderful' where id = (select id from reviews order by id limit 1)`);
      const read = await tx.execute<{ label: string; n: number }>(sql`select label, count(*)::int as n from review_sentiments group by label order by n`);
      expect([...read]).toEqual([{ label: "good", n: 1 }, { label: "bad", n: 39 }]);
    });
  });

  test("a used database is refused and keeps its rows", async () => {
    await expect(restoreBackup({ db: shop, storage: elsewhere() }, file)).rejects.toThrow(/in use/);
    const [row] = await withSystem(shop, "count", (tx) => tx.execute<{ n: string }>(sql`select count(*) as n from orders`));
    expect(Number(row?.n)).toBe(600);
  });

  test.each([
    ["cut short", async (path: string) => truncate(path, 8_000)],
    ["no gzip", async (path: string) => writeFile(path, "hello")],
    ["one row altered", async (path: string) => writeFile(path, gzipSync(gunzipSync(await readFile(path)).toString().replace('"amount": 20.00', '"amount": 21.00')))],
    ["one row missing", async (path: string) => writeFile(path, gzipSync(gunzipSync(await readFile(path)).toString().replace(/\n\{[^\n]*"movement": "restock"[^\n]*/, "")))],
    ["without the end of a file", async (path: string) => writeFile(path, gzipSync(gunzipSync(await readFile(path)).toString().replace(/\n\{"end":"documents[^]*/, "\n")))],
    ["of an altered file", async (path: string) => writeFile(path, gzipSync(gunzipSync(await readFile(path)).toString().replace(/(\{"file":"documents[^\n]*\n.{100})../, "$1AA")))],
    ["another version", async (path: string) => writeFile(path, gzipSync(gunzipSync(await readFile(path)).toString().replace("0001_tables", "0001_other")))],
  ])("a file that is %s restores nothing", async (_name, damage) => {
    const other = await open();
    const path = join(folder, "damaged.gz");
    await elsewhere().remove([KEY]);
    await writeFile(path, await readFile(file));
    await damage(path);
    // The files of a shop at work lie in `storage`: a failed rehearsal beside it must leave them.
    await expect(restoreBackup({ db: other, storage }, path)).rejects.toThrow(/Nothing was restored/);
    expect(Buffer.from(await storage.open(KEY)).equals(BYTES)).toBe(true);
    await expect(restoreBackup({ db: other, storage: elsewhere() }, path)).rejects.toThrow(/Nothing was restored/);
    const [row] = await withSystem(other, "count", (tx) => tx.execute<{ n: string }>(sql`select (select count(*) from orders) + (select count(*) from albums) as n`));
    expect(Number(row?.n)).toBe(0);
    await expect(elsewhere().open(KEY)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("files that lie there already are counted, and another file of that name is refused and stays", async () => {
    expect((await restoreBackup({ db: await open(), storage }, file)).shared).toBe(1);
    const taken = new LocalStorage(join(folder, "taken"));
    await taken.put(KEY, Buffer.from("Somebody's"));
    await expect(restoreBackup({ db: await open(), storage: taken }, file)).rejects.toThrow(/another file under a name of the backup.*Nothing was restored/);
    expect(Buffer.from(await taken.open(KEY)).toString()).toBe("Somebody's");
  });
});
