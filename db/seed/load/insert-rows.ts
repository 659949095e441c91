import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { TableMap } from "./tables.ts";

/** How many rows one statement carries. The embedded database works in short statements. */
export const rowsPerStatement = (kind: "embedded" | "server"): number => (kind === "embedded" ? 5_000 : 10_000);

/** The columns' cells as one text array each. */
function columnsOf<Row>(map: TableMap<Row>, rows: readonly Row[]) {
  return sql.join(
    map.columns.map(([, , cell]) => sql`${sql.param(rows.map(cell))}::text[]`),
    sql`, `,
  );
}

const aliases = <Row>(map: TableMap<Row>) => sql.raw(map.columns.map(([column]) => `"${column}"`).join(", "));
/** unnest yields text; a sub-select casts it once, so that joins compare the right types. */
const casts = <Row>(map: TableMap<Row>) => sql.raw(map.columns.map(([column, type]) => `"${column}"::${type} as "${column}"`).join(", "));

/** Inserts `rows` in pieces by `insert ... select ... from unnest`, the same on both databases. */
export async function insertRows<Row>(tx: Tx, map: TableMap<Row>, rows: readonly Row[], pieceSize: number): Promise<void> {
  const chosen = sql.raw(map.columns.map(([column]) => map.select?.[column] ?? `v."${column}"`).join(", "));
  for (let from = 0; from < rows.length; from += pieceSize) {
    const piece = rows.slice(from, from + pieceSize);
    await tx.execute(sql`insert into ${sql.identifier(map.table)} (${aliases(map)})
      select ${chosen} from (select ${casts(map)} from unnest(${columnsOf(map, piece)}) as t (${aliases(map)})) v ${sql.raw(map.join ?? "")}`);
  }
}

/** Sets `columns` of rows that are there already, found by their id. */
export async function updateRows<Row>(tx: Tx, map: TableMap<Row>, columns: readonly string[], rows: readonly Row[], pieceSize: number): Promise<void> {
  const part: TableMap<Row> = { table: map.table, columns: map.columns.filter(([column]) => column === "id" || columns.includes(column)) };
  const sets = sql.raw(columns.map((column) => `"${column}" = v."${column}"`).join(", "));
  for (let from = 0; from < rows.length; from += pieceSize) {
    const piece = rows.slice(from, from + pieceSize);
    await tx.execute(sql`update ${sql.identifier(map.table)} t set ${sets}
      from (select ${casts(part)} from unnest(${columnsOf(part, piece)}) as t (${aliases(part)})) v where t.id = v.id`);
  }
}
