import { z } from "zod/v4";
import { actKey, line, maybeId, maybeLine, maybePrice, maybeWholeNumber } from "./entries.ts";

const level = maybeWholeNumber({ least: 0, most: 100_000, sentence: "Enter a whole number, or nothing." });

/** What is known of a record. All but the title may be unknown. */
const album = z.object({
  title: line(300, "Enter the title."),
  artist: maybeLine(300),
  label: maybeLine(200),
  genre: maybeLine(100),
  year: maybeWholeNumber({ least: 1877, most: 2100, sentence: "Enter a year such as 1959." }),
  format: maybeLine(80),
  catalogueNumber: maybeLine(80),
  barcode: maybeLine(40).refine((value) => value === undefined || /^[\d\s-]{6,40}$/.test(value), "A barcode has only digits."),
  supplierId: maybeId,
  unitCost: maybePrice,
  /** Said by a person who was shown the records like it. */
  evenIfKnown: z.preprocess((value) => value === true || value === "yes", z.boolean()).default(false),
});

/** `key` becomes the record's id. */
export const createAlbumInput = album.extend({ key: actKey, listPrice: maybePrice, reorderPoint: level, desiredLevel: level });
export type CreateAlbumInput = z.output<typeof createAlbumInput>;

/** `seen` is the version that the form showed: if somebody changed the record since, nothing is written. */
export const editAlbumInput = album.extend({ albumId: z.uuid(), seen: z.string().min(1).max(60) });
export type EditAlbumInput = z.output<typeof editAlbumInput>;

/** A new price for a record, or for one used copy; nothing means that it has none. `seen` is the price the form showed. */
export const repriceInput = z.object({ shelf: z.uuid(), listPrice: maybePrice, seen: maybePrice });
export type RepriceInput = z.output<typeof repriceInput>;

/** What a new record may already be known as. */
export const twinsInput = z.object({ title: z.string().max(400), artist: maybeLine(300), barcode: maybeLine(60), except: maybeId });
