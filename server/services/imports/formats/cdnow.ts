import type { ImportPlan } from "../types.ts";
import { transactionLogPlan } from "./transaction-log.ts";
import { checkMapping, type TransactionMapping } from "./transaction-mapping.ts";

const COLUMNS = ["customer_id", "date", "number_of_cds", "dollar_value"] as const;
/** The file as its authors first gave it out has no header. */
const BARE_ROW = /^\s*\d{1,8}[ \t]+(?:19|20)\d{6}[ \t]+\d{1,4}[ \t]+\d+\.\d{2}\s*$/;

const firstLineOf = (start: string): string => start.split(/\r?\n/).find((line) => line.trim() !== "") ?? "";

/** True for the CDNOW master file: its header (also one that lost or doubled a column), or its rows without a header. */
export function looksLikeCdnow(start: string): boolean {
  const line = firstLineOf(start);
  const names = new Set(line.trim().toLowerCase().split(/[ \t]+/));
  return BARE_ROW.test(line) || COLUMNS.filter((name) => names.has(name)).length >= 3;
}

/** The CDNOW master file: every purchase of a cohort of 1997, one per row, separated by blanks. */
export function cdnowPlan(file: { path: string; name: string }, start: string, latestDay?: string): ImportPlan {
  const header = !BARE_ROW.test(firstLineOf(start));
  const columns: TransactionMapping["columns"] = header
    ? { customer: COLUMNS[0], date: COLUMNS[1], quantity: COLUMNS[2], amount: COLUMNS[3] }
    : { customer: 1, date: 2, quantity: 3, amount: 4 };
  return { ...transactionLogPlan("cdnow", file, checkMapping({ source: "cdnow", columns, header, delimiter: "blanks", date: "yyyymmdd", decimal: "." }), latestDay), currency: "USD" };
}
