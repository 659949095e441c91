import type { Runtime } from "../../runtime.ts";
import { withSystem } from "#db/rls.ts";
import { hasCorpus } from "#db/queries/knowledge/work.ts";
import { removeStrayFiles } from "../../services/knowledge/stored-files.ts";
import { watchLoop } from "../watch-loop.ts";
import { CORPUS, followCorpus, readyDocuments, workUntilIdle } from "./corpus.ts";
import { documentWorkOf } from "./document-work.ts";

/** How often documents are looked at when nothing tells of a new one. */
const LOOK_EVERY_MS = 15_000;
/** News come before the transaction of who waits for them is quite over, and often several at once. */
const SOON_MS = 200;
/** The first pages of a start go first. */
const BEGIN_AFTER_MS = 1_500;
const SWEEP_EVERY_MS = 60_000;

/**
 * Works on documents as long as the process lives: brings those of the program's folder up to its files, reads what
 * came in, makes vectors, and removes files that are nobody's. Every document that a person brings comes with an
 * activity, whose news wakes it. Of several processes each may work; a document is one's at a time.
 */
export function startIndexer(runtime: Runtime): { stop(): Promise<void> } {
  const { db, env, logger } = runtime;
  const watch = watchLoop(runtime, { name: "index-documents", everyMs: LOOK_EVERY_MS });
  const stopping = new AbortController();
  const work = documentWorkOf(runtime, stopping.signal);
  let wake: () => void = () => {};
  const pause = (ms: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  const unsubscribe = runtime.events.subscribe("activity", () => void setTimeout(() => wake(), SOON_MS).unref());

  const round = async (isFirst: boolean, sweeps: boolean): Promise<number | null> => {
    // A directory has one server, so nobody else has a document in hand there.
    if (isFirst) {
      await readyDocuments(work, db.kind === "embedded");
      if (await followsCorpus(runtime, env.demo)) {
        const { added, changed, removed, refused } = await followCorpus(work, CORPUS, "system");
        if (added.length + changed.length + removed.length > 0) logger.info({ added: added.length, changed: changed.length, removed: removed.length }, "the documents were brought up to their folder");
        for (const file of refused) logger.warn(file, "a file of the documents' folder was not taken");
      }
    }
    const waitMs = await workUntilIdle(work);
    if (sweeps) await removeStrayFiles(work);
    return waitMs;
  };

  const run = async () => {
    await pause(BEGIN_AFTER_MS);
    let isReady = false;
    let sweptAt = -Infinity;
    while (!stopping.signal.aborted) {
      let waitMs: number | null = LOOK_EVERY_MS;
      const sweeps = performance.now() - sweptAt >= SWEEP_EVERY_MS;
      try {
        waitMs = await watch.round(() => round(!isReady, sweeps));
        isReady = true;
        if (sweeps) sweptAt = performance.now();
      } catch (error) {
        if (stopping.signal.aborted) break;
        logger.warn({ err: error }, "the documents could not be worked on; it is tried again");
      }
      if (!stopping.signal.aborted) await pause(Math.min(waitMs ?? LOOK_EVERY_MS, LOOK_EVERY_MS));
    }
  };
  const working = run();
  return {
    async stop() {
      unsubscribe();
      stopping.abort(new Error("The program is stopping."));
      wake();
      await working;
      await watch.stop();
    },
  };
}

/** The demo shop has the documents that come with the program; another shop has them once somebody asked for them (`npm run kb:index`). */
async function followsCorpus({ db }: Runtime, demo: boolean): Promise<boolean> {
  if (demo) return true;
  return withSystem(db, "see whether the shop has the program's documents", hasCorpus, { readOnly: true });
}
