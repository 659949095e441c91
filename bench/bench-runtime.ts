import { type ChosenModel, createModels } from "#agents/runtime/models.ts";
import type { Database } from "#db/client.ts";
import { readEnv } from "#server/env.ts";
import { createLogger } from "#server/logger.ts";
import type { Runtime } from "#server/runtime.ts";
import { TurnCounter } from "#server/turn-counter.ts";
import { STRESS_LAST_DAY } from "./stress.ts";
import { createRuntime } from "#server/create-runtime.ts";

/** The evening of the measured shops' last day. */
export const STRESS_NOW = new Date(`${STRESS_LAST_DAY}T18:00:00Z`);

/** The product's own runtime over a measured shop, with another chat model where one is given; no figure is remembered. */
export function benchRuntime(db: Database, chat?: ChosenModel): Runtime {
  const env = readEnv({ LOG_LEVEL: "silent", MISTY_DEMO: "on" });
  const models = createModels(env);
  // One person asks in the name of all.
  return createRuntime({ env, db, cache: "off", logger: createLogger(env.LOG_LEVEL), now: () => STRESS_NOW, models: chat ? { ...models, chat } : models, turns: new TurnCounter(10_000) });
}
