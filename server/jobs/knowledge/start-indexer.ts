import type { Runtime } from "../../runtime.ts";
import { withSystem } from "#db/rls.ts";
import { hasCorpus } from "#db/queries/knowledge/work.ts";
import { removeStrayFiles } from "../../services/knowledge/stored-files.ts";
import { wakeablePause } from "../wakeable-pause.ts";
import { watchLoop } from "../watch-loop.ts";
import { CORPUS, followCorpus, readyDocuments, workUntilIdle } from "./corpus.ts";
import { type DocumentWork, documentWorkOf } from "./document-work.ts";

/** How often documents are looked at when nothing tells of a new one. */
const LOOK_EVERY_MS = 15_000;
/** The first pages of a start go first. */
const BEGIN_AFTER_MS = 1_500;
const SWEEP_EVERY_MS = 60_000;

/**
 * Works on documents as long as the process lives: brings those of the program's folder up to its files, reads what
 * came in, makes vectors, and removes files that are nobody's. Each of these goes on when another cannot: a storage that
 * is away keeps no passage from its vector. Every document that a person brings comes with an activity, whose news wakes
 * the work. Of several processes each may work; a document is one's at a time.
 */
export function startIndexer(runtime: Runtime): { stop(): Promise<void> } {
  const { logger } = runtime;
  const watch = watchLoop(runtime, { name: "index-documents", everyMs: LOOK_EVERY_MS });
  const stopping = new AbortController();
  const work = documentWorkOf(runtime, stopping.signal);
  const pause = wakeablePause(runtime.events);
  let waitMs: number | null = LOOK_EVERY_MS;
  let sweptAt = -Infinity;
  /** Done until it went well once. */
  const atStart = (run: () => Promise<void>) => {
    let isDone = false;
    return async () => {
      if (isDone) return;
      await run();
      isDone = true;
    };
  };
  const steps: (() => Promise<void>)[] = [
    atStart(() => readyDocuments(work)),
    atStart(() => follow(runtime, work)),
    async () => {
      waitMs = await workUntilIdle(work);
    },
    async () => {
      if (performance.now() - sweptAt < SWEEP_EVERY_MS) return;
      sweptAt = performance.now();
      await removeStrayFiles(work);
    },
  ];

  const round = async () => {
    const failures: unknown[] = [];
    waitMs = LOOK_EVERY_MS;
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        if (stopping.signal.aborted) throw error;
        logger.warn({ err: error }, "a part of the work on documents could not be done; it is tried again");
        failures.push(error);
      }
    }
    // The system page says what is wrong.
    if (failures.length > 0) throw failures[0];
  };

  const run = async () => {
    await pause.rest(BEGIN_AFTER_MS);
    while (!stopping.signal.aborted) {
      await watch.round(round).catch(() => {});
      if (!stopping.signal.aborted) await pause.rest(Math.min(waitMs ?? LOOK_EVERY_MS, LOOK_EVERY_MS));
    }
  };
  const working = run();
  return {
    async stop() {
      stopping.abort(new Error("The program is stopping."));
      pause.end();
      await working;
      await watch.stop();
    },
  };
}

async function follow(runtime: Runtime, work: DocumentWork): Promise<void> {
  if (!(await followsCorpus(runtime, runtime.env.demo))) return;
  const { added, changed, removed, refused } = await followCorpus(work, CORPUS, "system");
  if (added.length + changed.length + removed.length > 0) runtime.logger.info({ added: added.length, changed: changed.length, removed: removed.length }, "the documents were brought up to their folder");
  for (const file of refused) runtime.logger.warn(file, "a file of the documents' folder was not taken");
}

/** The demo shop has the documents that come with the program; another shop has them once somebody asked for them (`npm run kb:index`). */
async function followsCorpus({ db }: Runtime, demo: boolean): Promise<boolean> {
  if (demo) return true;
  return withSystem(db, "see whether the shop has the program's documents", hasCorpus, { readOnly: true });
}
