import type { Embedder } from "#agents/runtime/embedder.ts";
import type { Database } from "#db/client.ts";
import type { Logger } from "../../logger.ts";
import type { FileStorage } from "../../ports/storage/storage.ts";
import type { Runtime } from "../../runtime.ts";
import { thisWorker } from "../../services/imports/worker-identity.ts";

/** What the work on documents needs. */
export interface DocumentWork {
  db: Database;
  storage: FileStorage;
  embedder: Embedder;
  /** The shop's clock, for what is written down. */
  now: () => Date;
  /** The machine's, for waits and holds. */
  machineNow: () => Date;
  logger: Logger;
  /** Names this process among others. */
  worker: string;
  signal: AbortSignal;
}

/** A document whose process was not heard of for so long is another's. */
export const HELD_MS = 90_000;

/** The work of this process. */
export const documentWorkOf = ({ db, storage, models, now, logger }: Runtime, signal: AbortSignal): DocumentWork => ({ db, storage, embedder: models.embedder, now, machineNow: () => new Date(), logger, worker: thisWorker(), signal });
