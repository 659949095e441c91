import { z } from "zod/v4";
import type { Database } from "#db/client.ts";
import { readTimeZoneJob, sendJob, TIME_ZONE_JOB } from "#db/job-queue.ts";
import { readSettings } from "#db/queries/settings.ts";
import { withSystem } from "#db/rls.ts";
import { settings } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";

/** How long counting all days of a large shop anew may take. */
export const COUNT_WITHIN_MS = 30 * 60_000;

const jobData = z.object({ timeZone: z.string().min(1).max(60), personId: z.uuid(), requestId: z.string().max(100).optional() });

interface ZoneChange {
  timeZone: string;
  personId: string;
  requestId?: string | undefined;
}

/** Puts the change of a large shop's time zone into the queue, and that it was asked for into the log; the job says when it holds. Throws CONFLICT while another waits or runs, PRECONDITION_FAILED without a worker. */
export function queueTimeZone(db: Database, change: ZoneChange, now: Date): Promise<void> {
  return withSystem(db, "change the time zone later", async (tx) => {
    const going = await readTimeZoneJob(tx);
    if (going && going.state !== "failed") throw new AppError("CONFLICT", `The time zone is being changed to ${going.timeZone} already.`, { timeZone: "It is being changed already." });
    if ((await sendJob(tx, TIME_ZONE_JOB, { ...change })) === null) {
      const sentence = "With so many orders a worker has to count all days anew, and none has started yet. The time zone was not changed.";
      throw new AppError("PRECONDITION_FAILED", sentence, { timeZone: sentence });
    }
    await recordActivities(tx, [
      { at: now, actor: { kind: "person", id: change.personId }, action: "settings.zone_asked", category: "settings", fields: ["time_zone"], requestId: change.requestId, details: { after: { time_zone: change.timeZone } } },
    ]);
  });
}

/**
 * The job: changes the time zone and counts all days anew, in one transaction, so that nobody ever sees days of two
 * zones. Sales wait for its end. Done twice it changes nothing more. Throws for data that is not its own.
 */
export async function changeTimeZone(db: Database, data: unknown, now: Date): Promise<void> {
  const { timeZone, personId, requestId } = jobData.parse(data);
  await withSystem(
    db,
    "change the time zone and count all days anew",
    async (tx) => {
      const before = await readSettings(tx, { hold: true });
      if (before.timeZone === timeZone) return;
      await tx.update(settings).set({ timeZone });
      await recordActivities(tx, [
        { at: now, actor: { kind: "person", id: personId }, action: "settings.changed", category: "settings", fields: ["time_zone"], requestId, details: { before: { time_zone: before.timeZone }, after: { time_zone: timeZone } } },
      ]);
    },
    { statementTimeoutMs: COUNT_WITHIN_MS },
  );
}
