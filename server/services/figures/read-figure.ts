import { createHash } from "node:crypto";
import superjson from "superjson";
import type { Tx } from "#db/client.ts";
import { readFigureVersion } from "#db/figure-version.ts";
import type { Logger } from "../../logger.ts";
import type { Cache, CacheStatus } from "../../ports/cache/cache.ts";
import { canonicalText } from "./canonical-text.ts";

const KEPT_SECONDS = 600;

/** How often figures were found, computed, or computed by somebody else at the same moment. */
export interface FigureCounts {
  hits: number;
  misses: number;
  shared: number;
}

interface FigureCacheOptions {
  /** Null computes every figure each time. */
  cache: Cache | null;
  logger: Logger;
  /** Part of every key: processes with other code find nothing of ours. */
  code?: string;
}

/**
 * The cache of figures of one process (ADR 013). A figure is kept under its name, its parameters and the
 * version of the rows that its own transaction saw, so what is found is exact for whoever finds it.
 */
export class FigureCache {
  readonly counts: FigureCounts = { hits: 0, misses: 0, shared: 0 };
  readonly #cache: Cache | null;
  readonly #logger: Logger;
  readonly #code: string;
  readonly #versions = new WeakMap<Tx, Promise<string | null>>();
  /** What is being found or computed, as text: each reader gets a value of its own. */
  readonly #going = new Map<string, Promise<string | null>>();
  readonly #writing = new Set<Promise<void>>();

  constructor({ cache, logger, code = "" }: FigureCacheOptions) {
    this.#cache = cache;
    this.#logger = logger;
    this.#code = code;
  }

  /** How the cache is doing; null when it is off. */
  status(): CacheStatus | null {
    return this.#cache?.status() ?? null;
  }

  /** Settles when everything that was computed so far is written, or lost. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing);
  }

  async close(): Promise<void> {
    await this.settled();
    await this.#cache?.close();
  }

  async read<T>(tx: Tx, name: string, parameters: unknown, compute: () => Promise<T>): Promise<T> {
    const cache = this.#cache;
    const version = cache && (await this.#versionOf(tx));
    if (!version) return compute();
    const key = createHash("sha256").update(canonicalText([this.#code, name, parameters, version])).digest("base64url");

    const going = this.#going.get(key);
    if (going) {
      const text = await going;
      // Whoever was computing failed, for reasons that may be their own.
      if (text === null) return compute();
      this.counts.shared++;
      return superjson.parse<T>(text);
    }

    let tell: (text: string | null) => void = () => {};
    this.#going.set(key, new Promise((resolve) => (tell = resolve)));
    let text: string | null = null;
    try {
      text = await cache.read(key);
      const found = text === null ? undefined : readText<T>(text);
      if (found) {
        this.counts.hits++;
        return found.value;
      }
      text = null;
      this.counts.misses++;
      const value = await compute();
      text = superjson.stringify(value);
      this.#write(cache, key, text);
      return value;
    } finally {
      this.#going.delete(key);
      tell(text);
    }
  }

  /** Asked once per transaction: a snapshot's does not change. */
  #versionOf(tx: Tx): Promise<string | null> {
    const known = this.#versions.get(tx);
    if (known) return known;
    const asked = readFigureVersion(tx);
    this.#versions.set(tx, asked);
    return asked;
  }

  /** Nobody waits for it, so that no transaction stays open because of it. */
  #write(cache: Cache, key: string, text: string): void {
    const writing = cache
      .write(key, text, KEPT_SECONDS)
      .catch((error: unknown) => this.#logger.warn({ err: error }, "a figure could not be kept"))
      .finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }
}

function readText<T>(text: string): { value: T } | undefined {
  try {
    return { value: superjson.parse<T>(text) };
  } catch {
    return undefined;
  }
}

export interface FigureOptions {
  /** False for tables that name people, which are never kept anywhere. */
  cache?: boolean;
}

/**
 * What `compute` reads in `ctx.tx`, or the same from the cache. `name` and `parameters` must decide the
 * result together with the rows: everything `compute` uses (the days, not "today"; no person, no now)
 * stands in `parameters`, and it is the same for every role. For figures that pages show: rows, and
 * whatever is decided or sent because of a figure, are read from the database itself.
 *
 * Throws what `compute` throws; a cache that is away costs time only.
 */
export function figure<T>(ctx: { tx: Tx; runtime: { figureCache: FigureCache } }, name: string, parameters: unknown, compute: () => Promise<T>, options: FigureOptions = {}): Promise<T> {
  return options.cache === false ? compute() : ctx.runtime.figureCache.read(ctx.tx, name, parameters, compute);
}
