import { z } from "zod/v4";

/** One upload may carry so much in all its files. */
export const LARGEST_UPLOAD_BYTES = 200 * 1024 * 1024;
/** Chinook's folder has eleven files. */
export const MOST_FILES = 20;

export const IMPORTS_SENTENCE = "Importing is for buyers, managers and admins.";
export const UNDO_SENTENCE = "An import is taken back by managers and admins.";

/** A file as it arrives; its pieces are read once. */
export interface UploadPart {
  name: string;
  pieces: AsyncIterable<Uint8Array>;
}

/** Hands over the files of a form one after the other. */
export type UploadSource = (take: (part: UploadPart) => Promise<void>) => Promise<void>;

/** From this program's own form only: what comes over the wire as JSON is no function. */
export const uploadInput = z.object({ read: z.custom<UploadSource>((value) => typeof value === "function", "Send the files with the form.") });

export const importsInput = z.object({ cursor: z.string().max(400).optional().catch(undefined) });
export const uploadIdInput = z.object({ id: z.uuid() });
export const batchInput = z.object({ id: z.uuid() });
export const refusedRowsInput = z.object({ id: z.uuid(), cursor: z.string().max(400).optional().catch(undefined) });

/** A field that may stay empty. */
const orEmpty = <S extends z.ZodType>(schema: S) => z.union([z.literal("").transform(() => undefined), schema]).optional();
const place = (sentence: string) => z.union([z.number(), z.string().regex(/^\d{1,4}$/, sentence).transform(Number)], { error: sentence }).pipe(z.number().int().min(1, sentence).max(1_000, sentence));
const currency = z.string().trim().toUpperCase().regex(/^[A-Z]{3}$/, "Enter a currency's three letters, such as USD.");

export const DELIMITER_NAMES = { comma: ",", semicolon: ";", tab: "\t", bar: "|", blanks: "blanks" } as const;
export type DelimiterName = keyof typeof DELIMITER_NAMES;
const delimiter = z.enum(["comma", "semicolon", "tab", "bar", "blanks"]);
/** Titles and empty lines above a table are few. */
export const LAST_FIRST_LINE = 100;
const line = z.coerce.number().int().min(1).max(LAST_FIRST_LINE);

/** How the file's lines are cut; without a word the content decides. */
export const readingInput = z.object({
  header: z.enum(["yes", "no"]).optional().catch(undefined),
  delimiter: delimiter.optional().catch(undefined),
  /** The line in which the table begins, from 1. */
  line: line.optional().catch(undefined),
});
export type Reading = z.output<typeof readingInput>;

export const uploadPageInput = readingInput.extend({ id: z.uuid() });

const optionalPlace = orEmpty(place("There is no such column."));

/** What a column of a file may be. */
export const COLUMN_FIELDS = ["date", "amount", "customer", "quantity", "order", "title", "email", "name", "tax"] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** Which column is which; columns by their place in the file, from 1. */
export const mappingChoice = z.object({
  source: z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "Enter a short name of small letters, digits and -, such as till-1."),
  header: z.enum(["yes", "no"]),
  delimiter,
  line: line.default(1),
  date: place("Say which column holds the date."),
  amount: place("Say which column holds the amount."),
  customer: optionalPlace,
  quantity: optionalPlace,
  order: optionalPlace,
  title: optionalPlace,
  email: optionalPlace,
  name: optionalPlace,
  tax: optionalPlace,
  /** What the amount is for: all copies of the row, or one. */
  amountIs: z.enum(["row", "copy"]).optional(),
  /** Whether the tax of its column is part of the amount. */
  taxIs: orEmpty(z.enum(["included", "excluded"])),
  dateFormat: z.string("Say how dates are written.").min(6, "Say how dates are written.").max(40),
  decimal: z.enum([".", ","]),
  currency: orEmpty(currency),
});
export type MappingChoice = z.output<typeof mappingChoice>;

/** What a person says about a file before it is checked or imported. */
export const workOnUploadInput = z.object({
  id: z.uuid(),
  mapping: mappingChoice.optional(),
  tax: orEmpty(z.enum(["included", "excluded"])),
  rateCurrency: orEmpty(currency),
  rate: orEmpty(z.string().trim().regex(/^\d{1,9}(?:\.\d{1,8})?$/, "Enter a number such as 0.92.").refine((text) => Number(text) > 0, "Enter a number above 0.")),
});
export type WorkOnUpload = z.output<typeof workOnUploadInput>;

/** The formats by the names people know. */
export const FORMAT_NAMES: Readonly<Record<string, string>> = {
  "shopify-orders": "Shopify orders",
  cdnow: "CDNOW purchases",
  chinook: "Chinook",
  "transaction-log": "Own columns",
};
