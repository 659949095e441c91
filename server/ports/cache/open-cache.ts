import type { Env } from "../../env.ts";
import type { Logger } from "../../logger.ts";
import type { Cache } from "./cache.ts";
import { MemoryCache } from "./memory-cache.ts";
import { RedisCache } from "./redis-cache.ts";

/** Redis where REDIS_URL names one, else this process's memory. Nothing connects before the first read. */
export function openCache(env: Env, logger: Logger): Cache {
  return env.REDIS_URL ? new RedisCache({ url: env.REDIS_URL, logger }) : new MemoryCache();
}
