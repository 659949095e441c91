import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLogger } from "../../logger.ts";
import { RedisServer, type RedisMode } from "../../testing/redis-server.ts";
import type { Cache } from "./cache.ts";
import { fingerprintCode } from "./code-fingerprint.ts";
import { MemoryCache } from "./memory-cache.ts";
import { RedisCache } from "./redis-cache.ts";

const logger = createLogger("silent");
let redis: RedisServer;
const opened: Cache[] = [];

/** Limits so wide that a busy machine meets none, but where a test is about them. */
function openRedis(options: { limitMs?: number; pauseMs?: number } = {}): RedisCache {
  const cache = new RedisCache({ url: redis.url, logger, limitMs: 5_000, pauseMs: 1, longestPauseMs: options.pauseMs ?? 10, ...options });
  opened.push(cache);
  return cache;
}

beforeEach(async () => {
  redis = new RedisServer();
  await redis.start();
});
afterEach(async () => {
  for (const cache of opened.splice(0)) await cache.close();
  await redis.stop();
});

describe.each([
  ["memory", () => new MemoryCache()],
  ["redis", () => openRedis()],
] as const)("the cache in %s", (_name, open) => {
  it("gives back what was written under exactly this key", async () => {
    const cache = open();
    expect(await cache.read("a")).toBeNull();
    const text = `{"revenue":"12.50","artist":"Dvořák 🎺 \\r\\n"}\r\n$5\r\n`;
    await cache.write("a", text, 60);
    await cache.write("b", "", 60);
    expect([await cache.read("a"), await cache.read("b"), await cache.read("c")]).toEqual([text, "", null]);
    expect(cache.status().state).toBe("on");
  });
});

describe("the cache in memory", () => {
  it("stays within its bytes, forgets what was not read for longest, and takes nothing that is too large", async () => {
    const cache = new MemoryCache(100_000);
    for (let n = 0; n < 200; n++) {
      await cache.write(`key ${n}`, "x".repeat(1_000), 60);
      expect(await cache.read("key 0")).not.toBeNull();
    }
    expect(await cache.read("key 1")).toBeNull();
    expect(await cache.read("key 199")).not.toBeNull();
    await cache.write("large", "x".repeat(50_000), 60);
    expect(await cache.read("large")).toBeNull();
    const held = (await Promise.all(Array.from({ length: 200 }, (_, n) => cache.read(`key ${n}`)))).filter((text) => text !== null);
    expect(held.length * 2_000).toBeLessThanOrEqual(100_000);
  });

  it("forgets when its time is over", async () => {
    const clock = { at: 1_000, now: () => clock.at };
    const cache = new MemoryCache(100_000, clock);
    await cache.write("a", "1", 60);
    clock.at += 59_000;
    expect(await cache.read("a")).toBe("1");
    clock.at += 2_000;
    expect(await cache.read("a")).toBeNull();
  });
});

describe("the cache in Redis", () => {
  /** Reads until it is answered again, or gives up. */
  const back = (cache: Cache, key: string) => vi.waitFor(async () => expect(await cache.read(key)).not.toBeNull(), { timeout: 20_000, interval: 20 });

  it("connects when it is first asked, not before", async () => {
    const cache = openRedis();
    expect(cache.status().state).toBe("waiting");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(redis.connections).toBe(0);
    expect(await cache.read("a")).toBeNull();
    expect(redis.connections).toBe(1);
    expect(redis.asked).toContain("GET");
  });

  it("keeps a value for the seconds it was given", async () => {
    const cache = openRedis();
    await cache.write("a", "1", 600);
    expect(redis.asked.filter((verb) => verb === "SET")).toHaveLength(1);
    expect([...redis.values.keys()]).toEqual(["misty:figure:a"]);
  });

  it.each<RedisMode>(["foreign", "cut", "number", "garbage"])("never believes a %s reply, and uses the right one afterwards", async (mode) => {
    const cache = openRedis({ limitMs: 500 });
    await cache.write("a", "figure a", 60);
    await cache.write("b", "figure b", 60);
    redis.mode = mode;
    for (let n = 0; n < 5; n++) expect(await cache.read("a")).toBeNull();
    redis.mode = "well";
    await back(cache, "a");
    expect(await cache.read("a")).toBe("figure a");
  });

  it.each<RedisMode>(["silent", "slow", "reset"])("reads nothing from a Redis that is %s, does not ask it for a while, and comes back by itself", async (mode) => {
    const cache = openRedis({ limitMs: 200, pauseMs: 600_000 });
    await cache.write("a", "figure a", 60);
    redis.mode = mode;
    expect(await cache.read("a")).toBeNull();
    expect(cache.status()).toMatchObject({ kind: "redis", state: "away" });
    const asked = redis.asked.length;
    const connections = redis.connections;
    for (let n = 0; n < 1_000; n++) {
      expect(await cache.read("a")).toBeNull();
      await cache.write("a", "another", 60);
    }
    expect(redis.asked.length).toBe(asked);
    expect(redis.connections).toBeLessThanOrEqual(connections);

    const patient = openRedis({ limitMs: 200 });
    redis.mode = mode;
    expect(await patient.read("a")).toBeNull();
    redis.mode = "well";
    await back(patient, "a");
    expect(await patient.read("a")).toBe("figure a");
    expect(patient.status().state).toBe("on");
  });

  it("outlives a Redis that starts anew, and one that was never there", async () => {
    const cache = openRedis();
    await cache.write("a", "figure a", 60);
    await redis.stop();
    expect(await cache.read("a")).toBeNull();
    expect(cache.status().state).toBe("away");
    const early = openRedis();
    expect(await early.read("a")).toBeNull();
    await redis.start();
    for (const one of [cache, early]) {
      await vi.waitFor(async () => {
        await one.write("a", "figure a", 60);
        expect(await one.read("a")).toBe("figure a");
      }, { timeout: 20_000, interval: 20 });
      expect(one.status().state).toBe("on");
    }
  });

  it("loses what a full Redis does not take", async () => {
    const cache = openRedis({ pauseMs: 600_000 });
    redis.mode = "full";
    await cache.write("a", "figure a", 60);
    expect(redis.values.size).toBe(0);
    expect(cache.status()).toMatchObject({ state: "away", words: expect.stringContaining("OOM") as string });
  });

  it("waits no longer than its limit for many at once, and counts them as one failure", async () => {
    const cache = openRedis({ limitMs: 200, pauseMs: 600_000 });
    await cache.write("a", "figure a", 60);
    redis.mode = "silent";
    expect(await Promise.all(Array.from({ length: 200 }, () => cache.read("a")))).toEqual(Array.from({ length: 200 }, () => null));
    expect(cache.status().state).toBe("away");
  });

  it("gives no value that came over a connection it has given up", async () => {
    redis.mode = "slow";
    redis.slowMs = 300;
    const cache = openRedis({ limitMs: 100 });
    redis.values.set("misty:figure:x", "nothing of ours");
    for (let n = 0; n < 5; n++) expect(await cache.read(`key ${n}`)).toBeNull();
    redis.mode = "well";
    await vi.waitFor(async () => {
      await cache.write("y", "figure y", 60);
      expect(await cache.read("y")).toBe("figure y");
    }, { timeout: 20_000, interval: 20 });
  });

  it("lets go of its connection when it is closed, also while it is silent", async () => {
    const cache = openRedis({ limitMs: 200 });
    await cache.read("a");
    redis.mode = "silent";
    const reading = cache.read("a");
    await cache.close();
    expect(await reading).toBeNull();
    await vi.waitFor(() => expect(redis.connections).toBe(0));
    expect(await cache.read("a")).toBeNull();
    expect(redis.connections).toBe(0);
  });
});

it("the fingerprint of the code is the same each time", () => {
  expect(fingerprintCode()).toBe(fingerprintCode());
  expect(fingerprintCode()).toMatch(/^[\w-]{43}$/);
});
