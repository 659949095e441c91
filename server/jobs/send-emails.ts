import { readPlacebo } from "#db/queries/outbox.ts";
import { withSystem } from "#db/rls.ts";
import { openTransport } from "../ports/email/open-transport.ts";
import type { Runtime } from "../runtime.ts";
import { sendNext } from "../services/outbox/send-next.ts";
import { giveUpLost } from "../services/outbox/settle-email.ts";
import { wakeablePause } from "./wakeable-pause.ts";
import { watchLoop } from "./watch-loop.ts";

/** How often the outbox is looked at when nothing tells of a new mail. */
const LOOK_EVERY_MS = 15_000;
/** How long a mail that is on its way may take when the program stops; then it is unknown. */
const STOP_WITHIN_MS = 3_000;

/**
 * Sends the mails of the outbox, one at a time, as long as the process lives. Every queued mail comes
 * with an activity, whose news wakes the sender; besides it looks by itself. Of several processes each
 * may send; the database says whose turn it is. Leases and waits run by the machine's clock, since the
 * shop's may stand still.
 */
export function startSender(runtime: Runtime): { stop(): Promise<void> } {
  const { db, logger, secrets, env } = runtime;
  const watch = watchLoop(runtime, { name: "send-emails", everyMs: LOOK_EVERY_MS });
  const stop = new AbortController();
  const transport = openTransport(env, () => withSystem(db, "see whether placebo mode is on", readPlacebo, { readOnly: true }));
  const clocks = () => ({ shop: runtime.now(), machine: new Date() });
  let isStopping = false;
  const pause = wakeablePause(runtime.events);

  const work = async () => {
    // A directory has one server, so nobody else has a mail in hand there.
    let isAlone = db.kind === "embedded";
    let lookedAt = -Infinity;
    while (!isStopping) {
      let waitMs: number | null = 0;
      try {
        waitMs = await watch.round(async () => {
          if (performance.now() - lookedAt >= LOOK_EVERY_MS) {
            const lost = await withSystem(db, "look for mails whose sender is gone", (tx) => giveUpLost(tx, clocks(), isAlone));
            isAlone = false;
            lookedAt = performance.now();
            if (lost > 0) logger.warn({ lost }, "mails were on their way when the program ended; a person decides in the outbox");
          }
          for (;;) {
            const step = await sendNext({ db, secrets, transport, clocks, random: Math.random, signal: stop.signal });
            if ("waitMs" in step) return step.waitMs;
            logger.info({ email: step.id, outcome: step.outcome }, "a mail was handled");
            if (isStopping) return 0;
          }
        });
      } catch (error) {
        logger.warn({ err: error }, "the outbox could not be worked on; it is tried again");
        waitMs = LOOK_EVERY_MS;
      }
      if (!isStopping) await pause.rest(Math.min(waitMs ?? LOOK_EVERY_MS, LOOK_EVERY_MS));
    }
  };
  const working = work();
  return {
    async stop() {
      isStopping = true;
      pause.end();
      const limit = setTimeout(() => stop.abort(), STOP_WITHIN_MS);
      await working;
      clearTimeout(limit);
      await watch.stop();
    },
  };
}
