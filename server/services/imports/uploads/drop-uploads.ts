import { sql } from "drizzle-orm";
import { z } from "zod/v4";
import type { Database } from "#db/client.ts";
import type { Person } from "#db/rls.ts";
import { STOCK_DESK } from "#db/policies.ts";
import { withSystem } from "#db/rls.ts";
import { IMPORTS_SENTENCE } from "../../../contracts/imports.ts";
import { AppError } from "../../../errors.ts";
import { recordActivities } from "../../activity/record-activity.ts";
import { requireRoles } from "../../context.ts";
import { listStored, removeUploadFiles } from "./upload-files.ts";

/** A file that nobody imported is kept for so long. */
const KEPT_MS = 3 * 86_400_000;
/** A person has at most so many files waiting. */
const WAITING_PER_PERSON = 10;

/** Removes uploads that waited too long or that one person has too many of, with their files where they lie here. Never one that is worked on. */
export async function dropOldUploads(db: Database, dataDir: string, now: Date, personId: string | null = null): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS);
  const gone = await withSystem(db, "remove old uploads", (tx) =>
    tx.execute<{ id: string }>(sql`
      delete from import_uploads u where u.worker is null and (
        u.uploaded_at < ${before.toISOString()}::timestamptz
        or u.id in (select id from import_uploads where uploaded_by = ${personId}::uuid and state <> 'imported' order by uploaded_at desc, id desc offset ${WAITING_PER_PERSON - 1})
      ) returning id`),
  );
  for (const { id } of gone) await removeUploadFiles(dataDir, id);
  if (personId === null) await removeStrayFiles(db, dataDir, before);
  return gone.length;
}

/** Files that no upload knows: of a process that died while it took them, or of an upload that another machine removed. */
async function removeStrayFiles(db: Database, dataDir: string, before: Date): Promise<void> {
  const stored = (await listStored(dataDir, before)).filter((id) => z.uuid().safeParse(id).success);
  if (stored.length === 0) return;
  const known = await withSystem(db, "look which uploads are known", (tx) => tx.execute<{ id: string }>(sql`select id from import_uploads where id = any(${sql.param(stored)}::text[]::uuid[])`), { readOnly: true });
  const kept = new Set(known.map(({ id }) => id));
  for (const id of stored) if (!kept.has(id)) await removeUploadFiles(dataDir, id);
}

/** Removes one upload before it became an import. Throws FORBIDDEN, NOT_FOUND, and CONFLICT while it is worked on or once it is imported. */
export async function discardUpload({ db, dataDir, person, clock, requestId }: { db: Database; dataDir: string; person: Person; clock: () => Date; requestId?: string | undefined }, input: { id: string }): Promise<{ id: string }> {
  requireRoles(person, STOCK_DESK, IMPORTS_SENTENCE);
  await withSystem(db, "remove an upload", async (tx) => {
    const [gone] = await tx.execute(sql`delete from import_uploads where id = ${input.id}::uuid and worker is null and state <> 'imported' returning id`);
    if (gone) return recordActivities(tx, [{ at: clock(), actor: { kind: "person", id: person.id }, action: "upload.discarded", category: "imports", object: { type: "import_upload", id: input.id }, requestId }]);
    const [there] = await tx.execute(sql`select from import_uploads where id = ${input.id}::uuid`);
    throw there ? new AppError("CONFLICT", "This file is being worked on, or it is imported already.") : new AppError("NOT_FOUND", "This file is not here any more.");
  });
  await removeUploadFiles(dataDir, input.id);
  return input;
}
