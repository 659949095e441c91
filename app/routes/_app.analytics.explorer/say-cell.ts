import { formatAmount, formatCount, formatDayOfYear, inShopTime } from "#app/lib/format.ts";
import type { ExplorerPage } from "#app/lib/api-types.ts";

export type ExplorerColumn = ExplorerPage["table"]["columns"][number];

export const isNumeric = (column: ExplorerColumn): boolean => column.kind === "money" || column.kind === "number";

/** An amount exactly: cents always, more only where there are any. "16.9050" -> "16.905". */
function sayAmount(value: string): string {
  const more = /\.\d\d(\d*[1-9])0*$/.exec(value)?.[1];
  return more ? `${formatCount(value.split(".")[0] ?? "0")}.${value.split(".")[1]?.slice(0, 2)}${more}` : formatAmount(value);
}

/** A value as people read it in a table. */
export function sayCell(value: string | null, column: ExplorerColumn, timeZone: string): string {
  if (value === null || value === "") return "–";
  switch (column.kind) {
    case "money":
      return sayAmount(value);
    case "number":
      if (column.plain) return value;
      return value.includes(".") ? value.replace(/\.?0+$/, "") : formatCount(value);
    case "day":
      return formatDayOfYear(value);
    case "time": {
      // The day alone: its source knew no time.
      if (!value.includes("T")) return formatDayOfYear(value);
      const { day, clock } = inShopTime(new Date(value), timeZone);
      return `${formatDayOfYear(day)}, ${clock}`;
    }
    case "boolean":
      return value === "true" ? "yes" : "no";
    case "enum":
      return value.replaceAll("_", " ");
    default:
      return value;
  }
}
