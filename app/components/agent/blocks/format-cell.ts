import type { AnswerColumn, Cell, CellUnit } from "#agents/contracts/blocks.ts";
import { currencySymbol, formatAmount, formatCount, formatDayOfYear, formatMoney, formatRating, inShopTime, formatShortDay } from "#app/lib/format.ts";

const NO_BREAK = "\u00a0";
/** What stands where there is no value. */
export const NOTHING = "–";

/** A share with one decimal, as exact as an answer says it: "0.1234" -> "12.3 %". */
const formatPercent = (share: number): string => `${formatRating(share * 100)}${NO_BREAK}%`;

/** How a block is read: its currency and the shop's time zone. */
export interface CellFormat {
  currency: string;
  timeZone: string;
}

/** A value with its unit, as in a figure or a sentence. */
export function formatCell(value: Cell | undefined, unit: CellUnit, { currency, timeZone }: CellFormat): string {
  if (value === null || value === undefined || value === "") return NOTHING;
  switch (unit) {
    case "money":
      return formatMoney(value, currency);
    case "count":
      return formatCount(value);
    case "rating":
      return formatRating(value);
    case "percent":
      return formatPercent(Number(value));
    case "days":
      return `${formatCount(value)} ${Number(value) === 1 ? "day" : "days"}`;
    case "day":
      return formatDayOfYear(String(value));
    case "time": {
      const { day, clock } = inShopTime(new Date(value), timeZone);
      return `${formatShortDay(day)} ${day.slice(0, 4)}, ${clock}`;
    }
    case "text":
    case "number":
      return String(value);
  }
}

/** A value in a column whose head says its currency. */
export const formatInColumn = (value: Cell | undefined, unit: CellUnit, format: CellFormat): string =>
  unit === "money" && value !== null && value !== undefined && value !== "" ? formatAmount(value) : formatCell(value, unit, format);

/** The head of a column: money says its currency there, once. */
export const headOf = ({ label, unit }: AnswerColumn, currency: string): string => (unit === "money" ? `${label} ${currencySymbol(currency)}` : label);

/** Whether a column stands on the right, digit under digit. */
export const isNumeric = (unit: CellUnit): boolean => unit !== "text" && unit !== "day" && unit !== "time" && unit !== "number";
