import { z } from "zod/v4";
import type { Database, Tx } from "#db/client.ts";
import { readLastCheck } from "#db/queries/activity/read-check.ts";
import { withSystem } from "#db/rls.ts";
import { archiveFolder, readNotedHead } from "./audit-files.ts";
import { checkArchivesIn } from "./read-archive.ts";
import { recordActivities } from "./record-activity.ts";
import { type AuditReport, verifyAudit } from "./verify-audit.ts";

/** The job that checks the log, and its queue. */
export const CHECK_JOB = "check-log";
/** A check that is older than this is none. */
const LASTS_MS = 40 * 86_400_000;

/**
 * Checks the whole log against its seals, in many short reads, with the archives and the noted end that lie on
 * this machine, and writes down what was found. The log is that of the process which seals and archives.
 */
export async function checkLog(db: Database, dataDir: string, now: Date): Promise<AuditReport> {
  const noted = readNotedHead(dataDir);
  const report = await verifyAudit({
    read: (fn) => withSystem(db, "check the activity log", fn, { readOnly: true, snapshot: true }),
    checkArchive: checkArchivesIn(archiveFolder(dataDir)),
    heads: noted ? [noted] : [],
  });
  await withSystem(db, "write down what a check of the log found", (tx) =>
    recordActivities(tx, [{ at: now, actor: { kind: "system", id: null }, action: "activity.checked", category: "settings", result: report.ok ? "succeeded" : "failed", details: { ...report } }]),
  );
  return report;
}

const kept = z.object({
  seals: z.number(),
  activities: z.number(),
  archivedActivities: z.number(),
  unsealed: z.number(),
  erasedDetails: z.number(),
  problems: z.array(z.object({ position: z.number().nullable(), activityId: z.string().nullable(), what: z.string() })),
});

/** What the newest check found, if there was one in the last 40 days; `report` is null where its words were erased. */
export async function lastCheck(tx: Tx, now: Date): Promise<{ at: Date; isWhole: boolean; report: z.output<typeof kept> | null } | null> {
  const found = await readLastCheck(tx, new Date(now.getTime() - LASTS_MS));
  return found && { ...found, report: kept.safeParse(found.report).data ?? null };
}
