import type { TakenDocument } from "#db/queries/knowledge/work.ts";
import { withSystem } from "#db/rls.ts";
import { clearText } from "../../services/knowledge/settle-work.ts";
import type { DocumentWork } from "./document-work.ts";

/** Removes passages of a document that are not searched, in pieces. False when the document is somebody else's now. */
export async function clearDocument({ db, worker, signal }: DocumentWork, taken: TakenDocument): Promise<boolean> {
  for (;;) {
    const cleared = await withSystem(db, "remove passages that are not searched", (tx) => clearText(tx, { ...taken, worker }));
    if (cleared !== "more") return cleared;
    signal.throwIfAborted();
  }
}
