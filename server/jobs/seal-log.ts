import { withSystem } from "#db/rls.ts";
import type { Runtime } from "../runtime.ts";
import { followHead } from "../services/activity/follow-head.ts";
import { BATCH, sealActivities } from "../services/activity/seal-activities.ts";
import type { ChainHead } from "../services/activity/verify-audit.ts";
import { watchLoop } from "./watch-loop.ts";

const EVERY_MS = 3_000;
/** Between two full batches others get their turn at the database. */
const BREATH_MS = 50;
/** What is left at a stop may take so long; the next start goes on. */
const STOP_WITHIN_MS = 3_000;

/**
 * Seals the activity log every few seconds and at a stop. Of several processes one seals at a time. The end of
 * the chain is noted in the data directory and in the program's log, where whoever cuts it off in the database does not reach it.
 */
export function startSealer(runtime: Runtime): { stop(): Promise<void> } {
  const { db, logger, env } = runtime;
  const watch = watchLoop(runtime, { name: "seal-log", everyMs: EVERY_MS });
  let going: Promise<void> | null = null;
  let isStopping = false;
  /** Whether the end that was noted here last was in the chain when it was looked for; null before the first look. */
  let isWhole: boolean | null = null;

  const follow = async (head: ChainHead | null) => {
    const before = isWhole;
    isWhole = await followHead(db, env.dataDir, head);
    if (!isWhole && before !== false) logger.error("the chain of the activity log does not hold the end that was noted in audit-head.json, which stays as it is: run verify-audit");
  };
  const sealAll = async (until: number) => {
    if (isWhole === null) await follow(null);
    for (;;) {
      const sealed = await withSystem(db, "seal activities", (tx) => sealActivities(tx, runtime.now()));
      if (!sealed) return;
      await follow(sealed);
      logger.info(sealed, "activities were sealed");
      if (sealed.count < BATCH || performance.now() > until) return;
      await new Promise((done) => setTimeout(done, BREATH_MS));
    }
  };
  const beat = () => {
    if (isStopping) return;
    going ??= watch
      .round(() => sealAll(Infinity))
      .catch((error: unknown) => logger.warn({ err: error }, "the activity log could not be sealed; it is tried again"))
      .finally(() => (going = null));
  };
  const timer = setInterval(beat, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      isStopping = true;
      clearInterval(timer);
      const until = performance.now() + STOP_WITHIN_MS;
      await Promise.race([going, new Promise((done) => setTimeout(done, STOP_WITHIN_MS).unref())]);
      await sealAll(until);
      await watch.stop();
    },
  };
}
