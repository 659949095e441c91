import { type ChosenModel, createModels } from "#agents/runtime/models.ts";
import { createTracing } from "#agents/runtime/tracing.ts";
import type { Database } from "#db/client.ts";
import { PasswordHasher } from "#server/auth/passwords.ts";
import { SessionCookies } from "#server/auth/session-cookies.ts";
import { readEnv } from "#server/env.ts";
import { EventHub } from "#server/events.ts";
import { createLogger } from "#server/logger.ts";
import type { Runtime } from "#server/runtime.ts";
import { TurnCounter } from "#server/turn-counter.ts";
import { STRESS_LAST_DAY } from "./stress.ts";

/** The evening of the measured shops' last day. */
export const STRESS_NOW = new Date(`${STRESS_LAST_DAY}T18:00:00Z`);

/** The product's own runtime over a measured shop, with another chat model where one is given. */
export function benchRuntime(db: Database, chat?: ChosenModel): Runtime {
  const env = readEnv({ LOG_LEVEL: "silent", MISTY_DEMO: "on" });
  const logger = createLogger(env.LOG_LEVEL);
  const models = createModels(env);
  return {
    env,
    db,
    now: () => STRESS_NOW,
    logger,
    events: new EventHub(),
    passwords: new PasswordHasher(),
    sessionCookies: new SessionCookies(["a secret of the benchmark, 32 characters"], false),
    models: chat ? { ...models, chat } : models,
    tracing: createTracing(env, logger),
    // One person asks in the name of all.
    turns: new TurnCounter(10_000),
    withQueryLimit: (_limitMs, fn) => fn(),
  };
}
