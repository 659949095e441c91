import type { OrderStatus } from "#db/enums.ts";
import type { CsvCell } from "./csv.ts";
import type { OrderSort, SortDirection } from "./orders.ts";
import type { Period } from "./period.ts";

/** An order as the list shows it. */
interface ListedOrder {
  orderNumber: number;
  orderDate: Date;
  timeKnown: boolean;
  /** The day in the shop's time zone. */
  day: string;
  status: OrderStatus;
  channel: string;
  customerNumber: number | null;
  customerName: string | null;
  units: number;
  total: string;
}

export const ORDER_CSV_COLUMNS = ["order", "day", "time", "status", "channel", "customer_number", "customer", "records", "total"] as const;

/** A line of `/orders.csv`; the time is empty where the source gave only a day. */
export const orderCsvRow = (order: ListedOrder): CsvCell[] => [
  order.orderNumber,
  order.day,
  order.timeKnown ? order.orderDate : null,
  order.status,
  order.channel,
  order.customerNumber,
  order.customerName,
  order.units,
  order.total,
];

interface OrderView {
  period: Period | null;
  sort: OrderSort;
  dir: SortDirection;
  filters: { status: string | null; channel: string | null; q: string | null; customer: number | null; batch: string | null };
}

/** The filters and the sorting in words, for the column `filter`. */
export function sayOrderFilter({ period, sort, dir, filters }: OrderView): string {
  const parts = [
    period ? `${period.from} to ${period.to}` : "all days",
    filters.status && `status ${filters.status}`,
    filters.channel && `channel ${filters.channel}`,
    filters.customer !== null && `customer ${filters.customer}`,
    filters.batch && `import ${filters.batch}`,
    filters.q && `search ${filters.q}`,
    `by ${sort} ${dir === "asc" ? "ascending" : "descending"}`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** The same for the file's name. */
export function orderFilterInName({ period, sort, dir, filters }: OrderView): (string | number | null)[] {
  return [...(period ? [period.from, "to", period.to] : ["all"]), filters.status, filters.channel, filters.customer === null ? null : `customer ${filters.customer}`, filters.batch && "of an import", filters.q, "by", sort, dir];
}
