import { z } from "zod/v4";

/** The pages whose settings can be kept under a name, and where each is. */
export const SAVED_VIEW_PAGES = {
  sales: "/analytics/sales",
  customers: "/analytics/customers",
  inventory: "/analytics/inventory",
  catalogue: "/analytics/catalogue",
  reviews: "/analytics/reviews",
  payments: "/analytics/payments",
  explorer: "/analytics/explorer",
} as const;
export type SavedViewPage = keyof typeof SAVED_VIEW_PAGES;

const PAGES = Object.keys(SAVED_VIEW_PAGES) as [SavedViewPage, ...SavedViewPage[]];

export const SAVED_VIEW_NAME_LENGTH = 80;
/** Saved views that one person may have. */
export const MOST_SAVED_VIEWS = 200;

/** Parts of an address that say where somebody is, not what they look at. */
const PASSING = new Set(["after", "before", "cursor", "add", "view-error", "view-name", "view-gone"]);

/** The part of an address that a view keeps: without its place, in an order of its own, so that two ways to the same settings are one. */
export function normaliseSearch(search: string): string {
  const kept = [...new URLSearchParams(search)].filter(([key, value]) => !PASSING.has(key) && value !== "");
  // Stable: several values of one key stay in their order.
  return new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))).toString();
}

export const savedViewHref = (page: SavedViewPage, search: string): string => (search === "" ? SAVED_VIEW_PAGES[page] : `${SAVED_VIEW_PAGES[page]}?${search}`);

const page = z.enum(PAGES);
const id = z.uuid();
const name = z
  .string()
  .transform((value) => value.replaceAll("\0", "").replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "Give the view a name.").max(SAVED_VIEW_NAME_LENGTH, `A name has at most ${SAVED_VIEW_NAME_LENGTH} characters.`));
const search = z.string().max(4_000, "These settings are too long to be kept.").transform((value) => normaliseSearch(value.replaceAll("\0", "")));

export const savedViewsInput = z.object({ page });
/** With `id` it is a view that was just deleted and comes back as it was. */
export const saveViewInput = z.object({ page, name, search, isShared: z.boolean().default(false), id: id.optional() });
export type SaveViewInput = z.output<typeof saveViewInput>;
/** What is not said stays as it is. */
export const changeViewInput = z.object({ id, name: name.optional(), search: search.optional(), isShared: z.boolean().optional() });
export type ChangeViewInput = z.output<typeof changeViewInput>;
export const removeViewInput = z.object({ id });

/** What was done; a deleted view is told whole, so that it can come back. */
export interface SavedViewResult {
  said: "saved" | "restored" | "renamed" | "updated" | "shared" | "unshared" | "deleted";
  removed?: { id: string; page: string; name: string; search: string; isShared: boolean };
}

type RemovedView = NonNullable<SavedViewResult["removed"]>;

/** A deleted view as an address tells it to people without script, so that they too can take it back. */
export const writeGoneView = ({ id, name, search, isShared }: RemovedView): string => JSON.stringify([id, name, search, isShared ? "shared" : ""]);

/** The view that such an address tells; null for any other text. */
export function readGoneView(page: string, told: string | null): RemovedView | null {
  try {
    const parts: unknown = JSON.parse(told ?? "");
    if (!Array.isArray(parts) || parts.length !== 4 || !parts.every((part): part is string => typeof part === "string")) return null;
    const [id = "", name = "", search = "", shared = ""] = parts;
    return { id, page, name, search, isShared: shared !== "" };
  } catch {
    return null; // not ours: typed or cut off by hand
  }
}

/** Why a form without script was sent back, as its address says it. */
export const SAVED_VIEW_TROUBLES = {
  name: `A view needs a name of at most ${SAVED_VIEW_NAME_LENGTH} characters.`,
  taken: "You have a view of that name here already.",
  limit: `You have ${MOST_SAVED_VIEWS} saved views, which is the most. Delete one first.`,
  gone: "This view is not there any more, or it is not yours to change.",
} as const;
export type SavedViewTrouble = keyof typeof SAVED_VIEW_TROUBLES;

/** What could not be done, and what had been entered. */
export interface SavedViewFailure {
  error: string;
  intent: string;
  id: string | null;
  name: string;
}
