import { z } from "zod/v4";
import { USER_ROLES } from "#db/enums.ts";
import { isDay } from "./calendar.ts";
import { line, maybeLine } from "./entries.ts";
import type { UploadPart } from "./imports.ts";

/** One document may be so large; what is read of it has limits of its own. */
export const LARGEST_DOCUMENT_BYTES = 20 * 1024 * 1024;
/** One form may carry so much in all its files, and so many of them. */
export const LARGEST_DOCUMENTS_BYTES = 100 * 1024 * 1024;
export const MOST_DOCUMENTS = 20;

/** What a file of so many bytes is told before anybody looks into it; null where it may come. */
export function refuseSize(bytes: number): string | null {
  if (bytes > LARGEST_DOCUMENT_BYTES) return `A document may hold ${LARGEST_DOCUMENT_BYTES / 1024 / 1024} MB. Split it, or leave out its pictures.`;
  return bytes === 0 ? "The file is empty. Choose the one that has the text." : null;
}

/** What came of one file that was sent by itself: null when it came in, else why it did not. */
export const uploadAnswer = z.object({ sentence: z.string().nullable() });

export const KNOWLEDGE_SENTENCE = "Documents are added, changed and removed by managers and admins.";

/** Hands over the files of a form one after the other, then gives what stood in its other fields. */
export type DocumentSource = (take: (part: UploadPart) => Promise<void>) => Promise<Record<string, string>>;

/** From this program's own form only: what comes over the wire as JSON is no function. */
const read = z.custom<DocumentSource>((value) => typeof value === "function", "Send the files with the form.");

const empty = (value: unknown): unknown => (typeof value === "string" && value.trim() === "" ? undefined : value);
const audience = z.enum(USER_ROLES, { error: "Choose who may read it." });
const maybeDay = z.preprocess(empty, z.string().trim().refine(isDay, "Enter a day like 2026-06-30.").optional()).optional();

export const documentInput = z.object({ id: z.uuid() });

/** A document's file; `through` has it come through this program and not from an address of the storage. */
export const documentFileInput = z.object({ id: z.uuid(), through: z.boolean().default(false) });

/** Files to add, with the fields of `addedWith` beside them in the form. */
export const addDocumentsInput = z.object({ read });

/** What may be said of files that are added: who may read them and who answers for them. Left empty, the file's own front matter decides, else everybody may read it. */
export const addedWith = z.object({ audience: z.preprocess(empty, audience.optional()).optional(), owner: maybeLine(80) });

/** A newer file for a document: exactly one. */
export const replaceDocumentInput = z.object({ id: z.uuid(), read });

/** What is known of a document beside its text; `seen` is the stamp it was drawn with. */
export const editDocumentInput = z.object({ id: z.uuid(), seen: z.string().max(100), title: line(200, "Enter a title."), audience, owner: maybeLine(80), reviewedOn: maybeDay, reviewDueOn: maybeDay });
export type EditDocument = z.output<typeof editDocumentInput>;

/** What came of the files of a form, each by its own name. */
export interface AddedDocuments {
  added: { id: string; fileName: string }[];
  refused: { fileName: string; sentence: string }[];
}
