import { sql } from "drizzle-orm";
import { listOrders, type OrderPage } from "#db/queries/orders/list-orders.ts";
import { encodeCursor } from "#db/queries/cursor.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { type Figure, measurePair, ratioFigure } from "./measure.ts";
import { MANAGER } from "./people.ts";
import type { Place } from "./place.ts";

const KEYS = { date: "order_date", number: "order_number", total: "total" } as const;

/** P9: the first page of the order list against the page at the far end of it, for every sort and direction. */
export async function* benchOrderList(place: Place): AsyncGenerator<Figure> {
  const size = place.sizes.at(-1) ?? 10_000;
  const { db } = await place.openShop(size);
  for (const sort of ["date", "number", "total"] as const) {
    for (const dir of ["desc", "asc"] as const) {
      const page = (cursor?: string) => {
        const input: OrderPage = { days: null, sort, dir, cursor };
        return withRls(db, MANAGER, (tx) => listOrders(tx, input), { readOnly: true });
      };
      // A place some hundred rows before the end, found once, as a reader who paged all the way would have it.
      const key = sql.raw(KEYS[sort]);
      const direction = sql.raw(dir);
      const [far] = await withSystem(db, "bench: the far end", (tx) =>
        tx.execute<{ key: string; id: string }>(sql`select ${key}::text as key, id from orders order by ${key} ${direction}, id ${direction} offset ${size - 200 > 0 ? Math.floor(size * 0.98) : 0} limit 1`),
      );
      if (!far) throw new Error("the shop has no orders");
      const cursor = encodeCursor([far.key, far.id]);
      const { ours, other, a, b } = await measurePair(() => page(cursor), () => page(), 25, 10_000);
      yield ratioFigure({ id: `P9 order list by ${sort} ${dir}, far page (${place.kind})`, size, ours, other, equal: a.orders.length === b.orders.length, unit: "ms" }, { atMost: 1.2 });
    }
  }
}
