import type { Logger } from "../logger.ts";

/** The longest a stop may take; whatever hangs then is cut off. */
const STOP_WITHIN_MS = 9_000;

/** Ends the process in order on Ctrl-C and SIGTERM, at any time of its life. */
export function stopOnSignal(stop: () => Promise<void>, logger: Logger): void {
  let stopping = false;
  const onSignal = (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, "stopping");
    setTimeout(() => {
      logger.error("the stop took too long; cutting it off");
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    void stop().then(() => process.exit(0));
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}
