import type { UserRole } from "../../enums.ts";
import type { ExplorerColumn, ExplorerTable } from "./definition.ts";
import { DESK_TABLES } from "./tables-desk.ts";
import { STOCK_TABLES } from "./tables-stock.ts";
import { TRADE_TABLES } from "./tables-trade.ts";

/** Every business table, in the order of the page. */
export const EXPLORER_TABLES: readonly ExplorerTable[] = [...TRADE_TABLES, ...STOCK_TABLES, ...DESK_TABLES];

export const findTable = (id: string): ExplorerTable | undefined => EXPLORER_TABLES.find((table) => table.id === id);

export const mayRead = (table: ExplorerTable, role: UserRole): boolean => table.roles.includes(role);

export const findColumn = (table: ExplorerTable, key: string): ExplorerColumn | undefined => table.columns.find((column) => column.key === key);

/** The column of that name. Throws where the table has none: the names of a question were checked before. */
export function columnOf(table: ExplorerTable, key: string): ExplorerColumn {
  const column = findColumn(table, key);
  if (!column) throw new Error(`${table.id} has no column ${key}`);
  return column;
}

/** The columns that are shown unless others are chosen. */
export const firstColumns = (table: ExplorerTable): string[] => table.columns.flatMap((column) => (column.first ? [column.key] : []));
