import type { Database } from "#db/client.ts";
import { SessionCookies } from "../auth/session-cookies.ts";
import { readEnv } from "../env.ts";
import { createLogger } from "../logger.ts";
import { SecretBox } from "../ports/secrets/secret-box.ts";
import type { Runtime } from "../runtime.ts";
import { createRuntime } from "../create-runtime.ts";

/** A moment at which tests begin. */
export const START = new Date("2026-06-30T12:00:00Z");

/** A clock that tests set. */
export class TestClock {
  now = START;

  /** Moves the clock on. */
  pass(seconds: number): Date {
    this.now = new Date(this.now.getTime() + seconds * 1000);
    return this.now;
  }
}

/** The real runtime over a test database, with a clock of its own; nothing is started. */
export function createTestRuntime(db: Database, clock: TestClock, variables: Record<string, string> = {}): Runtime {
  const env = readEnv({ MISTY_DEMO: "off", LOG_LEVEL: "silent", ...variables });
  return createRuntime({ env, db, logger: createLogger(env.LOG_LEVEL), now: () => clock.now, sessionCookies: new SessionCookies(["a secret that only these tests know"], false), secrets: new SecretBox(["a secret that only these tests know"]) });
}
