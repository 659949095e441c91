import { type Period, periodParams } from "./period.ts";

/** Narrows the rows behind a figure to one bar, record, person or number of stars. */
export interface RowFilters {
  /** A genre's id, or "none" for lines without one. */
  genre?: string | undefined;
  album?: string | undefined;
  customer?: string | undefined;
  stars?: number | undefined;
}

/** The address of the rows behind a figure, for the same period. */
export function rowsHref(metric: string, period: Period, filters: RowFilters = {}): string {
  const search = new URLSearchParams(periodParams(period));
  for (const [key, value] of Object.entries(filters)) if (value !== undefined) search.set(key, String(value));
  return `/rows/${metric}${search.size > 0 ? `?${search.toString()}` : ""}`;
}

export const orderHref = (orderNumber: number): string => `/orders/${orderNumber}`;

/** The orders of one customer, by the shop's own number. */
export const customerOrdersHref = (customerNumber: number): string => `/orders?${new URLSearchParams({ customer: String(customerNumber) }).toString()}`;

/** Where the rows behind a cell are (`Drill` of the analytics blocks). */
export interface DrillTarget {
  set: string;
  measure: string | null;
  days: { from: string; to: string };
  narrow: Readonly<Record<string, string | number | boolean | undefined>>;
  metric?: string | undefined;
}

/** The address of the rows behind a cell. The shelf is as it is now and has no days. */
export function drillHref({ set, measure, days, narrow, metric }: DrillTarget): string {
  const search = new URLSearchParams({ p: "custom", from: days.from, to: days.to, against: "none" });
  for (const [key, value] of Object.entries(narrow)) if (value !== undefined) search.set(key, String(value));
  if (!metric && measure) search.set("of", measure);
  return `/rows/${metric ?? set}?${search.toString()}`;
}

/** The page of a record. */
export const albumHref = (albumId: string): string => `/albums/${albumId}`;

/** The page of an import. */
export const importHref = (batchId: string): string => `/imports/${batchId}`;

/** The page of a document. */
export const documentHref = (documentId: string): string => `/knowledge/documents/${documentId}`;
