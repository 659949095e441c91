import { createModels } from "#agents/runtime/models.ts";
import { createTracing } from "#agents/runtime/tracing.ts";
import type { Database } from "#db/client.ts";
import { PasswordHasher } from "../auth/passwords.ts";
import { SessionCookies } from "../auth/session-cookies.ts";
import { readEnv } from "../env.ts";
import { EventHub } from "../events.ts";
import { createLogger } from "../logger.ts";
import { TurnCounter } from "../turn-counter.ts";
import type { Runtime } from "../runtime.ts";

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
  return {
    env,
    db,
    now: () => clock.now,
    logger: createLogger(env.LOG_LEVEL),
    events: new EventHub(),
    passwords: new PasswordHasher(),
    sessionCookies: new SessionCookies(["a secret that only these tests know"], false),
    models: createModels(env),
      tracing: createTracing(env, createLogger(env.LOG_LEVEL)),
    turns: new TurnCounter(),
    withQueryLimit: (_limitMs, fn) => fn(),
  };
}
