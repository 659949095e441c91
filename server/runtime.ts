import type { Database } from "#db/client.ts";
import type { PasswordHasher } from "./auth/passwords.ts";
import type { SessionCookies } from "./auth/session-cookies.ts";
import type { Env } from "./env.ts";
import type { EventHub } from "./events.ts";
import type { Logger } from "./logger.ts";

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
  /** Gives long work (seeds, rebuilds) more time per statement where the embedded watchdog is ours. */
  withQueryLimit: <T>(limitMs: number, fn: () => Promise<T>) => Promise<T>;
}
