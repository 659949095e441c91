import type { Logger } from "./logger.ts";

/** How long work may take to end once a stop was asked for. */
const FINISH_WITHIN_MS = 3_000;

/**
 * Work that goes on in this process after the request that began it was answered. Each piece keeps
 * its own state in the database, where another process can tell that this one is gone.
 */
export class BackgroundWork {
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(private readonly logger: Logger) {}

  /** Begins `run`; its signal fires when the program stops. What it throws is logged. */
  start(name: string, run: (signal: AbortSignal) => Promise<void>): void {
    const work = run(this.#stopping.signal)
      .catch((error: unknown) => this.logger.error({ err: error, work: name }, "work in the background failed"))
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  /** Until all that has begun is over. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Asks everything to end and waits a moment for it. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([this.settled(), new Promise((done) => (timer = setTimeout(done, FINISH_WITHIN_MS)))]);
    clearTimeout(timer);
  }
}
