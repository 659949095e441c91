/** How a cache is doing, for the people who run it. */
export interface CacheStatus {
  kind: "memory" | "redis";
  /** `waiting`: nobody asked yet; `away`: it does not answer, and everything is computed meanwhile. */
  state: "on" | "waiting" | "away";
  /** The same as a sentence, with the reason where there is one. */
  words: string;
}

/**
 * A place for texts that can be made again at any time. It may forget anything at any moment, and it
 * never fails: a cache that is away reads null and loses what is written, within a bounded time.
 */
export interface Cache {
  /** The text last written under exactly this key, or null. */
  read(key: string): Promise<string | null>;
  /** Keeps `text` for `ttlSeconds` at most. */
  write(key: string, text: string, ttlSeconds: number): Promise<void>;
  status(): CacheStatus;
  close(): Promise<void>;
}
