import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import type { Person } from "#db/rls.ts";
import { STOCK_DESK } from "#db/policies.ts";
import { withSystem } from "#db/rls.ts";
import { IMPORTS_SENTENCE } from "../../../contracts/imports.ts";
import { AppError } from "../../../errors.ts";
import { requireRoles } from "../../context.ts";
import { removeUploadFiles, thisHost } from "./upload-files.ts";

/** A file that nobody imported is kept for so long. */
const KEPT_MS = 3 * 86_400_000;
/** A person has at most so many files waiting. */
const WAITING_PER_PERSON = 10;

/** Removes uploads of this machine that waited too long or that one person has too many of, with their files. Never one that is worked on. */
export async function dropOldUploads(db: Database, dataDir: string, now: Date, personId: string | null = null): Promise<number> {
  const gone = await withSystem(db, "remove old uploads", (tx) =>
    tx.execute<{ id: string }>(sql`
      delete from import_uploads u where u.host = ${thisHost()} and u.worker is null and (
        u.uploaded_at < ${new Date(now.getTime() - KEPT_MS).toISOString()}::timestamptz
        or u.id in (select id from import_uploads where uploaded_by = ${personId}::uuid and state <> 'imported' order by uploaded_at desc, id desc offset ${WAITING_PER_PERSON - 1})
      ) returning id`),
  );
  for (const { id } of gone) await removeUploadFiles(dataDir, id);
  return gone.length;
}

/** Removes one upload before it became an import. Throws FORBIDDEN, NOT_FOUND, and CONFLICT while it is worked on or once it is imported. */
export async function discardUpload({ db, dataDir, person }: { db: Database; dataDir: string; person: Person }, input: { id: string }): Promise<{ id: string }> {
  requireRoles(person, STOCK_DESK, IMPORTS_SENTENCE);
  const outcome = await withSystem(db, "remove an upload", async (tx) => {
    const [gone] = await tx.execute<{ host: string }>(sql`delete from import_uploads where id = ${input.id}::uuid and worker is null and state <> 'imported' returning host`);
    if (gone) return gone;
    const [there] = await tx.execute(sql`select from import_uploads where id = ${input.id}::uuid`);
    throw there ? new AppError("CONFLICT", "This file is being worked on, or it is imported already.") : new AppError("NOT_FOUND", "This file is not here any more.");
  });
  if (outcome.host === thisHost()) await removeUploadFiles(dataDir, input.id);
  return input;
}
