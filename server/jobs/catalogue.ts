import { withSystem } from "#db/rls.ts";
import type { Runtime } from "../runtime.ts";
import { closeLostRuns } from "../services/agent-runs/keep-ledger.ts";
import { eraseOldLinks } from "../services/outbox/settle-email.ts";
import { purgeExpired } from "../services/sessions/end-session.ts";
import { purgeThrottles } from "../services/sessions/throttle-sign-in.ts";

/** Work that happens by the clock, not by a request. */
export interface ScheduledJob {
  /** Also the name of its queue. */
  name: string;
  /** When, in cron's words, UTC. */
  cron: string;
  run(runtime: Runtime): Promise<void>;
}

const purge: ScheduledJob = {
  name: "purge-expired",
  cron: "17 * * * *",
  async run({ db, logger, now }) {
    const gone = await withSystem(db, "purge what has expired", async (tx) => ({ ...(await purgeExpired(tx, now())), throttles: await purgeThrottles(tx, now()), lostRuns: await closeLostRuns(tx, now()), links: await eraseOldLinks(tx, now()) }));
    logger.info(gone, "purged what has expired");
  },
};

/** The scheduled jobs of this program. */
export const SCHEDULED_JOBS: readonly ScheduledJob[] = [purge];
