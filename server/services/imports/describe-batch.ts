import type { Database } from "#db/client.ts";
import type { Person } from "#db/rls.ts";
import { MANAGERS, STOCK_DESK } from "#db/policies.ts";
import { type BatchRow, countBrought, listBatches, listRefused, readBatch } from "#db/queries/imports/list-batches.ts";
import { listOpenUploads } from "#db/queries/imports/read-upload.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { IMPORTS_SENTENCE } from "../../contracts/imports.ts";
import { AppError } from "../../errors.ts";
import { requireRoles } from "../context.ts";
import { isSilent, isUndoing } from "./undo/undo-import.ts";
import { readUndoReport } from "./undo/read-undo-report.ts";
import { isLost, readProgress } from "./uploads/upload-state.ts";

export interface ReadImports {
  db: Database;
  person: Person;
  now: Date;
}

const at = (seconds: number): Date => new Date(seconds * 1000);

function describe(row: BatchRow, now: Date) {
  const { sort: _sort, undoWorker, updatedSeconds, undoReport, startedSeconds, completedSeconds, undoneSeconds, ...rest } = row;
  const undoing = isUndoing(undoWorker, isSilent(at(updatedSeconds), now));
  return {
    ...rest,
    startedAt: at(startedSeconds),
    completedAt: completedSeconds === null ? null : at(completedSeconds),
    undoneAt: undoneSeconds === null ? null : at(undoneSeconds),
    undoing,
    /** A process began to take it back and died: nothing was taken back. */
    undoLost: undoWorker !== null && !undoing,
    undo: readUndoReport(undoReport),
  };
}

/** The page of imports: batches by page, and on the first the files that are not imported yet. */
export async function describeImports({ db, person, now }: ReadImports, input: { cursor?: string | undefined }) {
  requireRoles(person, STOCK_DESK, IMPORTS_SENTENCE);
  const read = await withRls(db, person, async (tx) => ({ batches: await listBatches(tx, input), uploads: input.cursor ? [] : await listOpenUploads(tx) }), { readOnly: true, snapshot: true });
  return {
    batches: read.batches.rows.map((row) => describe(row, now)),
    nextCursor: read.batches.nextCursor,
    uploads: read.uploads.map((upload) => ({
      id: upload.id,
      fileName: upload.fileName,
      format: upload.format,
      state: isLost(upload, now) ? ("failed" as const) : upload.state,
      bytes: upload.bytes,
      progress: readProgress(upload.progress),
      uploadedBy: upload.uploadedBy,
      uploadedAt: at(upload.uploadedSeconds),
    })),
    mayUndo: MANAGERS.includes(person.role),
  };
}

/** One import with its refused rows; their cells only for managers, since they hold addresses. */
export async function describeBatch({ db, person, now }: ReadImports, input: { id: string; cursor?: string | undefined }) {
  requireRoles(person, STOCK_DESK, IMPORTS_SENTENCE);
  const found = await withRls(
    db,
    person,
    async (tx) => {
      const row = await readBatch(tx, input.id);
      return row && { row, brought: await countBrought(tx, input.id) };
    },
    { readOnly: true },
  );
  if (!found) throw new AppError("NOT_FOUND", "There is no such import.");
  const { row: batch, brought } = found;
  const refused = batch.refused > 0 ? await refusedPage({ db, person }, input) : { rows: [], nextCursor: null };
  return { batch: { ...describe(batch, now), brought }, refused, mayUndo: MANAGERS.includes(person.role), seesCells: MANAGERS.includes(person.role) };
}

/**
 * Refused rows, page by page. Row-level security shows staged rows to managers only, because of
 * the addresses in them; what is wrong with a refused row is told to whoever may import.
 */
export async function refusedPage({ db, person }: Pick<ReadImports, "db" | "person">, input: { id: string; cursor?: string | undefined }) {
  requireRoles(person, STOCK_DESK, IMPORTS_SENTENCE);
  const withRaw = MANAGERS.includes(person.role);
  return withSystem(db, "list the refused rows of an import", (tx) => listRefused(tx, { ...input, withRaw }), { readOnly: true });
}
