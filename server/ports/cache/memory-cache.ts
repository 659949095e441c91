import { LRUCache } from "lru-cache";
import type { Cache, CacheStatus } from "./cache.ts";

const MAX_BYTES = 32 * 1024 * 1024;
/** A character takes up to two bytes, an entry some hundred more. */
const bytesOf = (text: string, key: string): number => 2 * (text.length + key.length) + 200;

/** This process's own memory, `maxBytes` of it at most; what was not read for longest goes first. */
export class MemoryCache implements Cache {
  readonly #entries: LRUCache<string, string>;

  /** `clock` counts ms, from any moment. */
  constructor(maxBytes = MAX_BYTES, clock: { now(): number } = performance) {
    this.#entries = new LRUCache({ perf: clock, ttlResolution: 0, maxSize: maxBytes, maxEntrySize: Math.ceil(maxBytes / 8), sizeCalculation: bytesOf });
  }

  read(key: string): Promise<string | null> {
    return Promise.resolve(this.#entries.get(key) ?? null);
  }

  write(key: string, text: string, ttlSeconds: number): Promise<void> {
    this.#entries.set(key, text, { ttl: ttlSeconds * 1000 });
    return Promise.resolve();
  }

  status(): CacheStatus {
    return { kind: "memory", state: "on", words: `In this process's memory: ${this.#entries.size} figures, ${Math.round(this.#entries.calculatedSize / 1024)} kB.` };
  }

  close(): Promise<void> {
    this.#entries.clear();
    return Promise.resolve();
  }
}
