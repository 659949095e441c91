import { prepareDemoShop } from "#db/seed/demo-shop.ts";
import type { LivingDemo } from "#db/seed/living-demo.ts";
import type { Runtime } from "../runtime.ts";
import { watchLoop } from "./watch-loop.ts";

/** How long one piece of the history may take; pages have 15 s. */
const PIECE_WITHIN_MS = 120_000;
/** How often the demo shop is brought up to the clock. */
const EVERY_MS = 60_000;

/**
 * Loads the demo shop into a database that never held anything, or adds the whole days since it was
 * last open. `announce` is told in words what takes long. Gives null outside demo mode.
 */
export function prepareDemo({ db, env, logger, now, withQueryLimit }: Runtime, announce?: (words: string) => void): Promise<LivingDemo | null> {
  const tell = announce ?? ((words: string) => logger.info(words));
  return withQueryLimit(PIECE_WITHIN_MS, () => prepareDemoShop(db, env, now(), tell));
}

/**
 * Lets the demo shop live with the clock: at once and then every minute it writes what has happened
 * since. A plain timer instead of a queued job, because the simulated shop stays in this process;
 * of several processes the database lets each thing happen once.
 */
export function startLiving(runtime: Runtime, demo: LivingDemo): { stop(): Promise<void> } {
  const { logger } = runtime;
  const watch = watchLoop(runtime, { name: "demo-shop", everyMs: EVERY_MS });
  let going: Promise<unknown> | null = null;
  const beat = () => {
    going ??= watch
      .round(() => demo.catchUp(runtime.now(), (words) => logger.info(words)))
      .catch((error: unknown) => logger.warn({ err: error }, "the demo shop could not be brought up to the clock; it tries again"))
      .finally(() => (going = null));
  };
  beat();
  const timer = setInterval(beat, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await going;
      await watch.stop();
    },
  };
}
