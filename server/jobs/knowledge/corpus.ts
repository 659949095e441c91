import { fileURLToPath } from "node:url";
import { CUT_VERSION } from "#kb/ingest/cut-version.ts";
import { listWorkers, releaseDocuments, renewDocuments } from "#db/queries/knowledge/work.ts";
import { withSystem } from "#db/rls.ts";
import { isWorkerAlive } from "../../services/imports/worker-identity.ts";
import { followFolder, type Followed, type Folder } from "../../services/knowledge/follow-folder.ts";
import { tellKind } from "#kb/ingest/tell-kind.ts";
import type { DocumentWork } from "./document-work.ts";
import { workOnNext } from "./work-on-documents.ts";

/** The documents that come with the program. */
export const CORPUS: Folder = { path: fileURLToPath(new URL("../../../knowledge-base/documents/", import.meta.url)), prefix: "", bringBack: false };

/** Brings the documents up to a folder. */
export const followCorpus = (work: DocumentWork, folder: Folder, actor: "system" | "command_line"): Promise<Followed> => followFolder({ ...work, now: work.now(), tellKind, actor }, folder);

/** Readies what is here for this program: lets go of what nobody holds any more, and has made anew what another model or another way of cutting made. */
export async function readyDocuments({ db, embedder, logger }: DocumentWork): Promise<void> {
  const anew = await withSystem(db, "ready the documents for this program", async (tx) => {
    // A data directory is one machine's, whatever that was called; of its processes some may be commands that work beside us.
    await releaseDocuments(tx, (await listWorkers(tx)).filter((worker) => (isWorkerAlive(worker) ?? db.kind !== "embedded") === false));
    return renewDocuments(tx, { model: embedder.id, cutVersion: CUT_VERSION });
  });
  if (anew.embedAnew + anew.readAnew > 0) logger.info({ ...anew, model: embedder.id }, "documents are made anew in the background");
}

/** Works on documents until nothing can be done now. Returns how long until something can (ms; null: until something comes in). */
export async function workUntilIdle(work: DocumentWork): Promise<number | null> {
  for (;;) {
    work.signal.throwIfAborted();
    const idle = await workOnNext(work);
    if (idle) return idle.waitMs;
  }
}
