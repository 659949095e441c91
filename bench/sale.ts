import { sql } from "drizzle-orm";
import { recordSaleInput } from "#server/contracts/record-sale.ts";
import { recordSale } from "#server/services/orders/record-sale.ts";
import type { Database } from "#db/client.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { MANAGER } from "./people.ts";
import { type Figure, median, ratioFigure, time } from "./measure.ts";
import type { Place } from "./place.ts";

const NOW = new Date("2026-06-30T10:00:00Z");
const COUNTED = ["orders", "order_items", "payments"];
const LINES = 100_000;
const PIECE = 5_000;

/** Switches the read models' triggers off or on, as the owner of the tables. */
async function setCounting(db: Database, on: boolean): Promise<void> {
  await withSystem(db, "bench: triggers", async (tx) => {
    for (const table of COUNTED) await tx.execute(sql.raw(`alter table ${table} ${on ? "enable" : "disable"} trigger user`));
    // The ledger's other trigger keeps on_hand, which is no read model.
    for (const trigger of ["sales_insert_begins", "sales_insert_moved"]) await tx.execute(sql.raw(`alter table sales ${on ? "enable" : "disable"} trigger ${trigger}`));
  });
}

/** Cents by which the read models differ from the raw sums; 0 when they are exact. */
async function difference(db: Database): Promise<number> {
  return withSystem(db, "bench: compare", async (tx) => {
    const [row] = await tx.execute<{ off: string }>(sql`
      select coalesce((select sum(revenue) from daily_order_stats), 0) - coalesce((select sum(line_total) from order_items l join orders o on o.id = l.order_id where o.status <> 'cancelled'), 0) as off`);
    return Number(row?.off);
  });
}

/** P3: a whole sale through its service, and a bulk load of 100,000 lines, with read models against without. */
export async function* benchSale(place: Place): AsyncGenerator<Figure> {
  const size = place.sizes[0] ?? 10_000;
  const { db } = await place.openShop(size);
  const person = MANAGER;
  const shelves = await withSystem(db, "bench: shelves", (tx) => tx.execute<{ id: string }>(sql`select i.id from inventory i join albums a on a.id = i.album_id where a.list_price is not null order by i.id limit 200`));
  let n = 0;
  const sell = () => {
    const lines = [1, 2, 3].map((step) => ({ inventoryId: shelves[(n * 7 + step * 13) % shelves.length]?.id ?? "", quantity: 1 + (step % 2) }));
    n++;
    return withRls(db, person, (tx) => recordSale({ tx, person, now: NOW }, recordSaleInput.parse({ lines, orderDiscount: "2.00" })));
  };
  const times = { on: [] as number[], off: [] as number[] };
  for (let i = 0; i < 30; i++) await sell();
  for (let round = 0; round < 6; round++) {
    for (const on of round % 2 === 0 ? [true, false] : [false, true]) {
      await setCounting(db, on);
      for (let i = 0; i < 40; i++) times[on ? "on" : "off"].push((await time(sell)).ms);
    }
  }
  await setCounting(db, true);
  await withSystem(db, "bench: rebuild", (tx) => tx.execute(sql`select rebuild_read_models()`));
  for (let i = 0; i < 20; i++) await sell();
  yield ratioFigure({ id: `P3 sale (${place.kind})`, size, ours: median(times.on), other: median(times.off), equal: (await difference(db)) === 0, unit: "ms" }, { atMost: 1.5 });

  const empty = { on: await place.openEmpty(), off: await place.openEmpty() };
  await setCounting(empty.off.db, false);
  const loaded = { on: await time(() => loadLines(empty.on.db)), off: await time(() => loadLines(empty.off.db)) };
  yield ratioFigure({ id: `P3 bulk load (${place.kind})`, size: LINES, ours: loaded.on.ms, other: loaded.off.ms, equal: (await difference(empty.on.db)) === 0, unit: "ms" }, { atMost: 2 });
}

/** 100,000 lines of 50,000 orders over three years and 2,000 albums, in pieces of 5,000 orders. */
async function loadLines(db: Database): Promise<void> {
  await withSystem(db, "bench: albums", (tx) => tx.execute(sql`insert into albums (id, title) select ('01970000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Record ' || n from generate_series(0, 1999) n`));
  for (let from = 0; from < LINES / 2; from += PIECE) {
    await withSystem(db, "bench: load", async (tx) => {
      await tx.execute(sql`insert into orders (id, status, channel, order_date, currency, total)
        select ('01970000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, 'completed', case n % 3 when 0 then 'shop' when 1 then 'web' else 'discogs' end,
          timestamptz '2023-07-01 10:00+02' + (n % 1095) * interval '1 day', 'EUR', 40 from generate_series(${from}::int, ${from + PIECE - 1}::int) n`);
      await tx.execute(sql`insert into order_items (id, order_id, position, album_id, quantity, unit_price, line_total, unit_cost)
        select ('01970000-0000-7000-800' || (1 + p) || '-' || lpad(n::text, 12, '0'))::uuid, ('01970000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, p,
          ('01970000-0000-7000-8000-' || lpad(((n * 7 + p) % 2000)::text, 12, '0'))::uuid, 1, 20, 20, 11
        from generate_series(${from}::int, ${from + PIECE - 1}::int) n cross join generate_series(1, 2) p`);
    });
  }
}
