import { createHash } from "node:crypto";
import { createClient } from "redis";
import type { Logger } from "../../logger.ts";
import type { Cache, CacheStatus } from "./cache.ts";

/** Longer than any figure; what is larger is computed each time. */
const MAX_CHARACTERS = 1024 * 1024;
const PREFIX = "misty:figure:";

interface RedisOptions {
  url: string;
  logger: Logger;
  /** What one operation may take, connecting included, in ms. */
  limitMs?: number;
  /** How long nobody asks after a failure, in ms: at first, and at most after doubling. */
  pauseMs?: number;
  longestPauseMs?: number;
}

const open = (url: string, limitMs: number) =>
  createClient({
    url,
    disableOfflineQueue: true,
    disableClientInfo: true,
    commandsQueueMaxLength: 1_000,
    // Whoever reads next after the pause connects again; the client must not do so behind our back.
    socket: { connectTimeout: limitMs, reconnectStrategy: false },
  });
type Client = ReturnType<typeof open>;

/** A connection being made or made. */
interface Connection {
  client: Promise<Client>;
  failed: boolean;
}

/** Another reply than the protocol or our own values allow. */
class WrongReplyError extends Error {}

const seal = (key: string, text: string): string => `${createHash("sha256").update(`${key}\n${text}`).digest("base64url")}.`;
const SEAL_LENGTH = seal("", "").length;

/**
 * A Redis that several processes share. Any failure (no answer within the limit, a lost connection, an
 * error) drops the connection, and for a pause that doubles from one second to thirty nobody waits for it;
 * the first read after that connects again. Each value carries a hash of its key and itself, so that a
 * reply which belongs to another key, is cut or was altered reads as nothing.
 */
export class RedisCache implements Cache {
  readonly #url: string;
  readonly #logger: Logger;
  readonly #limitMs: number;
  readonly #firstPauseMs: number;
  readonly #longestPauseMs: number;
  #connection: Connection | null = null;
  #failure: Error | null = null;
  #answered = false;
  #pauseMs = 0;
  #pausedUntil = 0;
  #closed = false;

  constructor({ url, logger, limitMs = 150, pauseMs = 1_000, longestPauseMs = 30_000 }: RedisOptions) {
    this.#url = url;
    this.#logger = logger;
    this.#limitMs = limitMs;
    this.#firstPauseMs = pauseMs;
    this.#longestPauseMs = longestPauseMs;
  }

  async read(key: string): Promise<string | null> {
    return this.#ask(async (client) => {
      const reply: unknown = await client.get(PREFIX + key);
      if (reply === null) return null;
      if (typeof reply !== "string") throw new WrongReplyError("Redis answered something else than a text");
      const text = reply.slice(SEAL_LENGTH);
      if (reply.slice(0, SEAL_LENGTH) !== seal(key, text)) throw new WrongReplyError("Redis answered something that was not written under this key");
      return text;
    });
  }

  async write(key: string, text: string, ttlSeconds: number): Promise<void> {
    if (text.length > MAX_CHARACTERS) return;
    await this.#ask(async (client) => {
      await client.set(PREFIX + key, seal(key, text) + text, { expiration: { type: "EX", value: ttlSeconds } });
      return null;
    });
  }

  status(): CacheStatus {
    if (this.#failure) return { kind: "redis", state: "away", words: `Redis does not answer (${this.#failure.message}); figures are computed each time.` };
    return this.#answered ? { kind: "redis", state: "on", words: "Redis answers." } : { kind: "redis", state: "waiting", words: "Redis was not asked yet." };
  }

  close(): Promise<void> {
    this.#closed = true;
    if (this.#connection) this.#drop(this.#connection);
    return Promise.resolve();
  }

  /** What `fn` gives, or null where Redis cannot be asked or fails; within the limit and without throwing. */
  async #ask<T>(fn: (client: Client) => Promise<T | null>): Promise<T | null> {
    if (this.#closed || performance.now() < this.#pausedUntil) return null;
    const connection = (this.#connection ??= this.#connect());
    try {
      const value = await within(this.#limitMs, async () => fn(await connection.client));
      this.#recovered();
      return value;
    } catch (error) {
      // One connection fails once, however many were waiting for it.
      if (!connection.failed) this.#failed(connection, error instanceof Error ? error : new Error(String(error)));
      return null;
    }
  }

  #connect(): Connection {
    const client = open(this.#url, this.#limitMs);
    // Whoever asked is told as well; without a listener it would end the process.
    client.on("error", () => {});
    const connection: Connection = { client: client.connect(), failed: false };
    // One that was closed while nobody asked (a restart, an idle limit) is simply made anew.
    connection.client.then(
      () => client.on("error", () => this.#forget(connection)),
      () => client.isOpen && client.destroy(),
    );
    return connection;
  }

  #recovered(): void {
    if (this.#failure) this.#logger.info("the cache of figures answers again");
    this.#failure = null;
    this.#answered = true;
    this.#pauseMs = 0;
  }

  #failed(connection: Connection, error: Error): void {
    connection.failed = true;
    this.#drop(connection);
    if (this.#closed) return;
    // A wrong value is no reason to leave Redis alone: the right one is about to be written.
    if (error instanceof WrongReplyError) return this.#logger.warn({ err: error }, "the cache of figures gave a wrong answer, which was not used");
    if (!this.#failure) this.#logger.warn({ err: error }, "the cache of figures does not answer; figures are computed each time meanwhile");
    this.#failure = error;
    this.#pauseMs = Math.min(this.#longestPauseMs, Math.max(this.#firstPauseMs, 2 * this.#pauseMs));
    this.#pausedUntil = performance.now() + this.#pauseMs;
  }

  #forget(connection: Connection): void {
    if (this.#connection === connection) this.#connection = null;
  }

  /** Lets go of the connection; replies that still come over it are nobody's. */
  #drop(connection: Connection): void {
    this.#forget(connection);
    connection.client.then((client) => client.isOpen && client.destroy(), () => {});
  }
}

/** What `fn` gives, unless it takes longer than `limitMs`. */
async function within<T>(limitMs: number, fn: () => Promise<T>): Promise<T> {
  const work = fn();
  work.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
