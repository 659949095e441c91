import type { Database } from "#db/client.ts";
import type { PasswordHasher } from "./auth/passwords.ts";
import type { SessionCookies } from "./auth/session-cookies.ts";
import type { Env } from "./env.ts";
import type { EventHub } from "./events.ts";
import type { Logger } from "./logger.ts";
import type { SecretBox } from "./ports/secrets/secret-box.ts";
import type { FileStorage } from "./ports/storage/storage.ts";
import type { FigureCache } from "./services/figures/read-figure.ts";
import type { BackgroundWork } from "./background-work.ts";
import type { TurnCounter } from "./turn-counter.ts";
import type { Tracing } from "#agents/runtime/tracing.ts";
import type { Models } from "#agents/runtime/models.ts";

/** What lives as long as the process: made once by the host and handed around, so that no module holds state. */
export interface Runtime {
  readonly env: Env;
  readonly db: Database;
  /** The only clock. */
  now: () => Date;
  readonly logger: Logger;
  readonly events: EventHub;
  readonly passwords: PasswordHasher;
  readonly sessionCookies: SessionCookies;
  /** Seals what must lie in the database and be read again. */
  readonly secrets: SecretBox;
  /** The models agents speak with, chosen by the environment. */
  readonly models: Models;
  /** Where the files of documents lie. */
  readonly storage: FileStorage;
  /** Traces of agent runs; nothing where no trace server is configured. */
  readonly tracing: Tracing;
  /** Figures computed before; reached by \`figure\` only. */
  readonly figureCache: FigureCache;
  /** Questions that are being answered, per person. */
  readonly turns: TurnCounter;
  /** What goes on here after its request was answered. */
  readonly background: BackgroundWork;
  /** Gives long work (seeds, rebuilds) more time per statement where the embedded watchdog is ours. */
  withQueryLimit: <T>(limitMs: number, fn: () => Promise<T>) => Promise<T>;
}
