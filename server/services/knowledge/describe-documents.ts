import { createHash } from "node:crypto";
import type { Tx } from "#db/client.ts";
import { MANAGERS } from "#db/policies.ts";
import { type DocumentRow, listDocuments, listPassages, readDocument } from "#db/queries/knowledge/documents.ts";
import { readShop } from "#db/queries/shop.ts";
import { todayIn } from "../../contracts/calendar.ts";
import { AppError } from "../../errors.ts";
import { canonicalJson } from "../activity/record-activity.ts";
import type { ServiceContext } from "../context.ts";

/** The embedding model that the shop uses now, as the pages tell of it. */
export interface ModelInUse {
  id: string;
  name: string;
  keyless: boolean;
  state(): { state: string; notice: string | null };
}

/** What an edit of the details is drawn from: whoever changed them since is not overwritten. Progress of the work on it is no change. */
export const detailsStamp = ({ title, audience, owner, reviewedOn, reviewDueOn }: Pick<DocumentRow, "title" | "audience" | "owner" | "reviewedOn" | "reviewDueOn">): string =>
  createHash("sha256").update(canonicalJson([title, audience, owner, reviewedOn, reviewDueOn])).digest("base64url").slice(0, 22);

const questionOf = async (tx: Tx, now: Date, model: ModelInUse) => ({ today: todayIn((await readShop(tx)).timeZone, now), model: model.id });

/** All documents the person may read, the model their vectors are made by, and how far that is where it goes on. */
export async function describeDocuments({ tx, now, person }: ServiceContext, model: ModelInUse) {
  const documents = await listDocuments(tx, await questionOf(tx, now, model));
  const total = documents.reduce((sum, { chunkCount }) => sum + chunkCount, 0);
  const done = documents.reduce((sum, { embeddedCount }) => sum + embeddedCount, 0);
  const { state, notice } = model.state();
  return {
    documents,
    /** Whether the reader may add, change and remove documents. */
    mayChange: MANAGERS.includes(person.role),
    model: { id: model.id, name: model.name, keyless: model.keyless, state, notice },
    /** Passages that have a vector of this model, while not all have; null when they have. Those that have none are found by their words. */
    reembedding: done < total ? { done, total } : null,
  };
}

/** One document with its text and where its passages stand in it. Throws NOT_FOUND. */
export async function describeDocument({ tx, now, person }: ServiceContext, { id }: { id: string }, model: ModelInUse) {
  const found = await readDocument(tx, id, await questionOf(tx, now, model));
  if (!found) throw new AppError("NOT_FOUND", "There is no such document, or it was removed.");
  return { ...found, seen: detailsStamp(found), mayChange: MANAGERS.includes(person.role), passages: await listPassages(tx, id) };
}
