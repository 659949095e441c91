import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import type { ExplorerTable } from "#db/queries/explorer/definition.ts";
import { keysetOf, keyText, nameOf, writePosition } from "#db/queries/explorer/keyset.ts";
import { EXPLORER_PAGE_SIZE, readExplorerPage } from "#db/queries/explorer/read-page.ts";
import { findTable, firstColumns } from "#db/queries/explorer/tables.ts";
import { readShop } from "#db/queries/shop.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { STRESS_NOW } from "./bench-runtime.ts";
import { type Figure, measurePair, ratioFigure } from "./measure.ts";
import { MANAGER } from "./people.ts";
import type { Place } from "./place.ts";

const TABLES = ["orders", "order_items", "customers", "sales"];
const FAR = 1_000_000;
const DIRECTIONS = ["desc", "asc"] as const;

/** The cursor of the row so far down the list, as a reader who paged all the way would have it; null where no row has a first key. */
async function placeFarDown(db: Database, table: ExplorerTable, column: string, dir: "asc" | "desc"): Promise<{ cursor: string; offset: number } | null> {
  const keyset = keysetOf(table, column);
  const view = sql`explorer.${sql.identifier(table.id)} v`;
  const [first] = keyset.full;
  if (!first) return null;
  const filled = sql`v.${nameOf(first)} is not null`;
  const keys = sql.join(keyset.full.map((key, at) => sql`${keyText("v", key)} as ${sql.identifier(`k${at}`)}`), sql`, `);
  const order = sql.join(keyset.full.map((key) => sql`v.${nameOf(key)} ${sql.raw(dir)}`), sql`, `);
  return withSystem(
    db,
    "bench: a place far down a table",
    async (tx) => {
      const [all] = await tx.execute<{ rows: number }>(sql`select count(*)::int as rows from ${view} where ${filled}`);
      const offset = Math.min(FAR, Math.floor((all?.rows ?? 0) * 0.98));
      const [row] = await tx.execute<Record<string, string>>(sql`select ${keys} from ${view} where ${filled} order by ${order} offset ${offset} limit 1`);
      return row ? { cursor: writePosition(keyset, { isEmpty: false, values: keyset.full.map((_, at) => row[`k${at}`] ?? "") }), offset } : null;
    },
    { readOnly: true, statementTimeoutMs: 600_000 },
  );
}

/** P9: the first page of the explorer's largest tables against the page a million rows further, by every sort they offer, both ways. */
export async function* benchExplorerPages(place: Place): AsyncGenerator<Figure> {
  const size = place.sizes.at(-1) ?? 10_000;
  const { db } = await place.openShop(size);
  const { currency, timeZone } = await withRls(db, MANAGER, (tx) => readShop(tx), { readOnly: true });
  const shop = { currency, timeZone, today: todayIn(timeZone, STRESS_NOW) };
  for (const id of TABLES) {
    const table = findTable(id);
    if (!table) throw new Error(`the explorer has no table ${id}`);
    const columns = firstColumns(table);
    for (const { key: sort } of table.columns.filter((column) => column.sort !== undefined)) {
      for (const dir of DIRECTIONS) {
        const far = await placeFarDown(db, table, sort, dir);
        if (!far) continue;
        const page = (cursor?: string) => withRls(db, MANAGER, (tx) => readExplorerPage(tx, { table, columns, sort, dir, filters: [], search: "" }, shop, { size: EXPLORER_PAGE_SIZE, cursor, cutAt: 300 }), { readOnly: true });
        const { ours, other, a, b } = await measurePair(() => page(far.cursor), () => page(), 25, 10_000);
        yield ratioFigure({ id: `P9 explorer ${id} by ${sort} ${dir}, far page (${place.kind})`, size, ours, other, equal: a.rows.length > 0 && a.previous !== null && b.rows.length > 0, unit: "ms", note: `${far.offset} rows further` }, { atMost: 1.2 });
      }
    }
  }
}
