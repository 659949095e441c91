import { z } from "zod/v4";

/** What is typed into the palette. */
export const searchInput = z.object({ text: z.string().trim().max(80).catch("") });

export const SEARCH_KINDS = ["page", "order", "customer", "album"] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];
