import { MANAGERS, STOCK_DESK } from "#db/policies.ts";
import { batchInput, IMPORTS_SENTENCE, importsInput, refusedRowsInput, UNDO_SENTENCE, uploadIdInput, uploadInput, uploadPageInput, workOnUploadInput } from "../contracts/imports.ts";
import { describeBatch, describeImports, refusedPage } from "../services/imports/describe-batch.ts";
import { startUndo } from "../services/imports/undo/undo-import.ts";
import { describeUpload } from "../services/imports/uploads/describe-upload.ts";
import { discardUpload } from "../services/imports/uploads/drop-uploads.ts";
import { receiveUpload } from "../services/imports/uploads/receive-upload.ts";
import { checkUpload, startImport, stopWork, type UploadWork } from "../services/imports/uploads/work-on-upload.ts";
import type { TrpcContext } from "../trpc/context.ts";
import { roleProcedure, router } from "../trpc/procedures.ts";

const desk = roleProcedure(STOCK_DESK, IMPORTS_SENTENCE);

type Signed = Omit<TrpcContext, "person"> & { person: NonNullable<TrpcContext["person"]> };

/** What the services need of a call; they open transactions of their own, and some go on after it. */
function workOf({ runtime, person, now, requestId }: Signed): UploadWork & { now: Date; requestId: string } {
  return { db: runtime.db, dataDir: runtime.env.dataDir, person: { id: person.id, role: person.role }, clock: runtime.now, now, requestId, start: (name, run) => runtime.background.start(name, run) };
}

export const importsRouter = router({
  /** Imports, the newest first, and the files on their way to one. */
  list: desk.input(importsInput).query(({ ctx, input }) => describeImports(workOf(ctx), input)),
  /** Takes the files of a form; nothing is imported yet. */
  upload: desk.input(uploadInput).mutation(({ ctx, input }) => receiveUpload(workOf(ctx), input.read)),
  /** One file before it is an import: how it is read, its first rows, what a check found, how far the work is. */
  file: desk.input(uploadPageInput).query(({ ctx, input }) => describeUpload(workOf(ctx), input)),
  check: desk.input(workOnUploadInput).mutation(({ ctx, input }) => checkUpload(workOf(ctx), input)),
  start: desk.input(workOnUploadInput).mutation(({ ctx, input }) => startImport(workOf(ctx), input)),
  stop: desk.input(uploadIdInput).mutation(({ ctx, input }) => stopWork(workOf(ctx), input)),
  discard: desk.input(uploadIdInput).mutation(({ ctx, input }) => discardUpload(workOf(ctx), input)),
  /** One import with a page of its refused rows. */
  batch: desk.input(refusedRowsInput).query(({ ctx, input }) => describeBatch(workOf(ctx), input)),
  /** Refused rows alone, for the file of them. */
  refused: desk.input(refusedRowsInput).query(({ ctx, input }) => refusedPage(workOf(ctx), input)),
  undo: roleProcedure(MANAGERS, UNDO_SENTENCE).input(batchInput).mutation(({ ctx, input }) => startUndo(workOf(ctx), input)),
});
