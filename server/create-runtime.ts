import { createModels } from "#agents/runtime/models.ts";
import { createTracing } from "#agents/runtime/tracing.ts";
import type { Database } from "#db/client.ts";
import { PasswordHasher } from "./auth/passwords.ts";
import { SessionCookies } from "./auth/session-cookies.ts";
import { BackgroundWork } from "./background-work.ts";
import type { Env } from "./env.ts";
import { EventHub } from "./events.ts";
import type { Logger } from "./logger.ts";
import type { Runtime } from "./runtime.ts";
import { fingerprintCode } from "./ports/cache/code-fingerprint.ts";
import { openCache } from "./ports/cache/open-cache.ts";
import { SecretBox } from "./ports/secrets/secret-box.ts";
import { openStorage } from "./ports/storage/open-storage.ts";
import { FigureCache } from "./services/figures/read-figure.ts";
import { TurnCounter } from "./turn-counter.ts";

/** Seals what nobody gets: processes that serve no pages make no cookie and keep no secret. */
const NO_SECRET = "this process serves no pages and seals no cookie";

type Given = { env: Env; db: Database; logger: Logger; cache?: "by environment" | "off" } & Partial<Omit<Runtime, "env" | "db" | "logger">>;

/**
 * What lives as long as a process, over a database that is open: everything by the environment, except
 * what is given. With `cache: "off"` every figure is computed each time it is asked for.
 */
export function createRuntime({ env, db, logger, cache = "by environment", ...given }: Given): Runtime {
  return {
    env,
    db,
    logger,
    now: () => env.fixedNow ?? new Date(),
    events: new EventHub(),
    passwords: new PasswordHasher(),
    sessionCookies: given.sessionCookies ?? new SessionCookies([NO_SECRET], false),
    secrets: given.secrets ?? new SecretBox([NO_SECRET]),
    models: given.models ?? createModels(env),
    storage: given.storage ?? openStorage(env),
    tracing: given.tracing ?? createTracing(env, logger),
    figureCache: given.figureCache ?? new FigureCache({ cache: cache === "off" ? null : openCache(env, logger), logger, code: env.REDIS_URL ? fingerprintCode() : "" }),
    turns: new TurnCounter(),
    background: new BackgroundWork(logger),
    withQueryLimit: (_limitMs, fn) => fn(),
    ...given,
  };
}
