import { TIME_ZONE_JOB } from "#db/job-queue.ts";
import { withSystem } from "#db/rls.ts";
import { vacuumUnsealed } from "#db/vacuum-unsealed.ts";
import type { Runtime } from "../runtime.ts";
import { archiveActivities } from "../services/activity/archive-activities.ts";
import { archiveFolder } from "../services/activity/audit-files.ts";
import { CHECK_JOB, checkLog } from "../services/activity/check-log.ts";
import { closeLostRuns } from "../services/agent-runs/keep-ledger.ts";
import { eraseOldLinks } from "../services/outbox/settle-email.ts";
import { changeTimeZone, COUNT_WITHIN_MS } from "../services/settings/change-time-zone.ts";
import { purgeExpired } from "../services/sessions/end-session.ts";
import { dropOldUploads } from "../services/imports/uploads/drop-uploads.ts";
import { purgeThrottles } from "../services/sessions/throttle-sign-in.ts";
import { tellOfGuesses } from "../services/users/tell-of-sign-in.ts";
import { forgetWords } from "../services/conversations/forget-words.ts";
import { findContradictions } from "./find-contradictions.ts";

/** Work that happens by the clock, not by a request. */
export interface ScheduledJob {
  /** Also the name of its queue. */
  name: string;
  /** When, in cron's words, UTC. */
  cron: string;
  /** After so long it counts as lost and is tried again; a quarter of an hour where nothing is said. */
  expireInMinutes?: number;
  run(runtime: Runtime): Promise<void>;
}

const purge: ScheduledJob = {
  name: "purge-expired",
  cron: "17 * * * *",
  async run({ db, env, logger, now }) {
    const uploads = await dropOldUploads(db, env.dataDir, now());
    const gone = await withSystem(db, "purge what has expired", async (tx) => ({ ...(await purgeExpired(tx, now())), throttles: await purgeThrottles(tx, now()), lostRuns: await closeLostRuns(tx, now()), links: await eraseOldLinks(tx, now()) }));
    logger.info({ ...gone, uploads }, "purged what has expired");
  },
};

/** Well before the job counts as lost: what is left of a long past is taken the next night. */
const ARCHIVE_FOR_MS = 10 * 60_000;

const archive: ScheduledJob = {
  name: "archive-activities",
  cron: "41 3 * * *",
  async run({ db, env, logger, now }) {
    const until = performance.now() + ARCHIVE_FOR_MS;
    while (performance.now() < until) {
      const archived = await archiveActivities(db, archiveFolder(env.dataDir), now());
      if (!archived) break;
      logger.info(archived, "old activities were archived");
    }
    await vacuumUnsealed(db);
  },
};

const check: ScheduledJob = {
  name: CHECK_JOB,
  cron: "23 4 * * *",
  expireInMinutes: 120,
  async run({ db, env, logger, now }) {
    const report = await checkLog(db, env.dataDir, now());
    if (report.ok) logger.info({ activities: report.activities, archived: report.archivedActivities }, "the activity log was checked and is whole");
    else logger.error({ problems: report.problems }, "the activity log is not whole");
  },
};

const guesses: ScheduledJob = {
  name: "tell-of-guesses",
  cron: "*/5 * * * *",
  async run({ db, secrets, now }) {
    await withSystem(db, "tell people of wrong tries", (tx) => tellOfGuesses(tx, secrets, now()));
  },
};

/** What was indexed is held against everything else soon after; where nothing was, this is one look. */
const contradictions: ScheduledJob = {
  name: "find-contradictions",
  cron: "* * * * *",
  expireInMinutes: 60,
  async run({ db, logger }) {
    const compared = await findContradictions({ db, logger });
    if (compared > 0) logger.info({ documents: compared }, "documents were compared with the others");
  },
};

/** What was not taken out of answers when a document went, or was read anew. */
const forget: ScheduledJob = {
  name: "forget-words",
  cron: "*/5 * * * *",
  async run({ db, logger }) {
    const answers = await forgetWords(db);
    if (answers > 0) logger.info({ answers }, "words of documents that are gone were taken out of answers");
  },
};

/** The scheduled jobs of this program. */
export const SCHEDULED_JOBS: readonly ScheduledJob[] = [purge, archive, check, guesses, contradictions, forget];

/** Work that somebody asks for once and that takes longer than a request. */
export interface QueuedJob {
  /** Also the name of its queue. */
  name: string;
  expireInMinutes: number;
  run(runtime: Runtime, data: unknown): Promise<void>;
}

const timeZone: QueuedJob = {
  name: TIME_ZONE_JOB,
  expireInMinutes: COUNT_WITHIN_MS / 60_000,
  run: ({ db, now, withQueryLimit }, data) => withQueryLimit(COUNT_WITHIN_MS, () => changeTimeZone(db, data, now())),
};

/** The jobs that are asked for. */
export const QUEUED_JOBS: readonly QueuedJob[] = [timeZone];
