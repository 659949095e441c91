import { hostname } from "node:os";
import { withSystem } from "#db/rls.ts";
import type { Runtime } from "../runtime.ts";
import { noteLoop, type LoopNote } from "../services/jobs/note-loop.ts";
import { readableError } from "../services/jobs/readable-error.ts";

/** A loop that does well is written down so often; a change is written down at once. */
const WRITE_EVERY_MS = 60_000;

/** How one loop of this process is doing, kept in `job_runs` for the system page. */
export interface LoopWatch {
  /** Runs one round and remembers how it went; gives and throws what the round does. */
  round<T>(work: () => Promise<T>): Promise<T>;
  /** Writes down that the loop has ended. */
  stop(): Promise<void>;
}

/**
 * Watches work that goes on by itself in this process, by the machine's clock. Rounds are cheap: of those
 * that go well only one a minute is written down. That writing never fails a round, nor is it waited for.
 */
export function watchLoop({ db, logger }: Pick<Runtime, "db" | "logger">, { name, everyMs }: { name: string; everyMs: number | null }): LoopWatch {
  let note: LoopNote = { name, process: `${hostname()} ${process.pid}`, status: "running", everyMs, startedAt: new Date(), rounds: 0, failures: 0 };
  let writtenAt = -Infinity;
  let writtenStatus: LoopNote["status"] | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  const write = (): void => {
    writtenAt = performance.now();
    writtenStatus = note.status;
    const told = note;
    writing = writing
      .then(() => withSystem(db, "how a loop is doing", (tx) => noteLoop(tx, told)))
      .catch((error: unknown) => logger.debug({ err: error, loop: name }, "how a loop is doing was not kept"));
  };
  const settle = (change: Partial<LoopNote>): void => {
    note = { ...note, ...change, rounds: (note.rounds ?? 0) + 1 };
    if (note.status !== writtenStatus || performance.now() - writtenAt >= WRITE_EVERY_MS) write();
  };

  return {
    async round(work) {
      note = { ...note, startedAt: new Date() };
      try {
        const result = await work();
        const at = new Date();
        settle({ status: "succeeded", finishedAt: at, succeededAt: at });
        return result;
      } catch (error) {
        const at = new Date();
        settle({ status: "failed", finishedAt: at, failedAt: at, error: readableError(error) ?? "It failed without a word.", failures: (note.failures ?? 0) + 1 });
        throw error;
      }
    },
    async stop() {
      note = { ...note, status: "stopped", finishedAt: new Date() };
      write();
      await writing;
    },
  };
}
