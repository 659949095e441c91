import { z } from "zod/v4";

const typed = z.string().trim().max(80).catch("");

/** What is typed into the palette. */
export const searchInput = z.object({ text: typed });

/** What a search finds; of the listed kinds there may be more than an answer shows. */
export const SEARCH_KINDS = ["page", "metric", "order", "customer", "album"] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];
export const LISTED_KINDS = ["customer", "album"] as const;
export type ListedKind = (typeof LISTED_KINDS)[number];

/** All hits of one kind, a page at a time. */
export const searchListInput = z.object({ text: typed, kind: z.enum(LISTED_KINDS), cursor: z.string().max(200).optional().catch(undefined) });

/** The page with all hits of one kind. */
export const foundHref = (text: string, kind: ListedKind): string => `/find?${new URLSearchParams({ q: text, kind }).toString()}`;
