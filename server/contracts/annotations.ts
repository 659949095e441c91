import { z } from "zod/v4";
import { countDays, isDay } from "./calendar.ts";

/** A remark on the time axis: one that a person wrote, or a day that is known by rule. */
export interface ChartNote {
  /** A note's own id; of a rule, its day. */
  id: string;
  day: string;
  text: string;
  kind: "note" | "record-store-day";
  /** Who wrote it; null for a rule. */
  author: string | null;
  /** Whether the reader may change or remove it. */
  mayChange: boolean;
}

const MOST_DAYS = 18_300; // fifty years

const day = z.string("Enter a day.").trim().refine(isDay, "Enter a day like 2026-06-30.");
/** One line; what a keyboard cannot mean is a space. */
const text = z
  .string("Say what happened.")
  .transform((value) => value.replace(/\p{Cc}+/gu, " ").replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "Say what happened.").max(200, "At most 200 characters."));

export const annotationsInput = z.object({ from: day, to: day }).refine(({ from, to }) => countDays(from, to) <= MOST_DAYS, "At most fifty years.");
export const addAnnotationInput = z.object({ day, text });
export const editAnnotationInput = z.object({ id: z.uuid(), day, text });
export const removeAnnotationInput = z.object({ id: z.uuid() });
