import { setTimeout as pause } from "node:timers/promises";
import { StorageClient, type StorageError } from "@supabase/storage-js";
import { describeProblem } from "../email/describe-problem.ts";
import { type FileStorage, goneFromStorage, requireKey, storageAway, type StorageState } from "./storage.ts";

interface Place {
  url: string;
  /** Service role or secret key: past every policy, so it never leaves this process. */
  key: string;
  bucket: string;
  /** Where files were kept before. */
  before?: FileStorage;
}

interface Limits {
  /** For one try. */
  tryMs: number;
  /** Before the second try; four times that before the third. */
  pauseMs: number;
}

const LIMITS: Limits = { tryMs: 20_000, pauseMs: 300 };
const TRIES = 3;
/** More than any file we put there. */
const MOST_BYTES = 64 * 1024 * 1024;

type Answer<T> = { data: T; error: null } | { data: null; error: StorageError };

/** Storage says 400 and puts the real status into the answer. */
const statusOf = (error: StorageError): number => {
  const inside = Number(error.statusCode);
  return inside >= 400 && inside <= 599 ? inside : (error.status ?? 0);
};
/** True for what may go well a moment later: nothing was answered, or the server is at fault or busy. */
const passes = (error: StorageError): boolean => {
  const status = statusOf(error);
  return status === 429 || status >= 500 || (status === 0 && !isTimeout(error) && isNetwork(error));
};
const original = (error: StorageError): unknown => ("originalError" in error ? error.originalError : undefined);
const isTimeout = (error: StorageError): boolean => {
  const cause = original(error);
  return cause instanceof Error && cause.name === "TimeoutError";
};
const isNetwork = (error: StorageError): boolean => original(error) instanceof TypeError;
/** Only in so many words: any 404 may also be a gateway's, or a wrong address. */
const isMissing = (error: StorageError, what: "Bucket" | "Object"): boolean => new RegExp(`${what} not found`, "i").test(error.message) || (what === "Object" && error.statusCode === "NoSuchKey");

const idOf = (url: string, bucket: string): string => `${bucket}@${new URL(url).host}`;

/**
 * Keeps files in a private bucket of Supabase Storage, which is made when it is missing. Every call has a time
 * limit; what may pass is tried twice more, since a file written twice under its key is the same file.
 */
export class SupabaseStorage implements FileStorage {
  readonly kind = "supabase";
  readonly place: string;
  readonly id: string;
  readonly #client: StorageClient;
  readonly #given: Place;
  readonly #bucket: string;
  readonly #limits: Limits;
  #isThere = false;

  constructor(given: Place, limits = LIMITS) {
    const { url, key, bucket } = given;
    const base = `${url.replace(/\/+$/, "")}/storage/v1`;
    const timed: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(limits.tryMs), redirect: "error" });
    this.#client = new StorageClient(base, { apikey: key, Authorization: `Bearer ${key}` }, timed);
    this.#bucket = bucket;
    this.#limits = limits;
    this.#given = given;
    this.place = `${new URL(url).host}, bucket ${bucket}`;
    this.id = idOf(url, bucket);
  }

  at(id: string): FileStorage | null {
    if (id === this.id) return this;
    const { url, before } = this.#given;
    const [bucket] = id.split("@");
    // Another bucket of the same project opens by the same key.
    if (bucket && id === idOf(url, bucket)) return new SupabaseStorage({ ...this.#given, bucket }, this.#limits);
    return before?.at(id) ?? null;
  }

  async put(key: string, bytes: Uint8Array, type: string): Promise<void> {
    const upload = () => this.#client.from(this.#bucket).upload(requireKey(key), bytes, { contentType: type, upsert: true, cacheControl: "0" });
    await this.#requireBucket();
    let { data, error } = await this.#tried(upload);
    if (error && isMissing(error, "Bucket")) {
      // It was removed since we looked.
      this.#isThere = false;
      await this.#requireBucket();
      ({ data, error } = await this.#tried(upload));
    }
    if (error) throw this.#explain(error);
    if (data?.fullPath !== `${this.#bucket}/${key}`) throw storageAway("Supabase Storage did not confirm that it has the file, so it was not taken. Try again.");
  }

  async open(key: string): Promise<Uint8Array> {
    const { data, error } = await this.#tried(() => this.#client.from(this.#bucket).download(requireKey(key)).asStream());
    if (error) throw isMissing(error, "Object") || isMissing(error, "Bucket") ? goneFromStorage(error) : this.#explain(error);
    const pieces: Uint8Array[] = [];
    let length = 0;
    try {
      for await (const piece of data as unknown as AsyncIterable<Uint8Array>) {
        length += piece.byteLength;
        if (length > MOST_BYTES) throw new Error("it was longer than any file of ours");
        pieces.push(piece);
      }
    } catch (broken) {
      throw storageAway(`Supabase Storage did not give the whole file (${describeProblem(broken)}). Try again in a minute.`, broken);
    }
    return Buffer.concat(pieces);
  }

  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const { data, error } = await this.#tried(() => this.#client.from(this.#bucket).remove(keys.map(requireKey)));
    if (error && isMissing(error, "Bucket")) return;
    if (error && !isMissing(error, "Object")) throw this.#explain(error);
    // What it does not name it may have kept: a key without the right to remove is answered like a file that is not there.
    const named = new Set(Array.isArray(data) ? data.map(({ name }) => name) : []);
    for (const key of keys) {
      if (named.has(key)) continue;
      const there = await this.#tried(() => this.#client.from(this.#bucket).info(key));
      if (there.error === null) throw storageAway("Supabase Storage did not remove the file. An admin has to check the rights of SUPABASE_SERVICE_ROLE_KEY.");
      if (!isMissing(there.error, "Object") && !isMissing(there.error, "Bucket")) throw this.#explain(there.error);
    }
  }

  async link(key: string, fileName: string, seconds: number): Promise<string> {
    const { data, error } = await this.#tried(() => this.#client.from(this.#bucket).createSignedUrl(requireKey(key), seconds));
    if (error) throw isMissing(error, "Object") || isMissing(error, "Bucket") ? goneFromStorage(error) : this.#explain(error);
    if (!URL.canParse(data.signedUrl) || !new URL(data.signedUrl).searchParams.has("token")) throw storageAway("Supabase Storage gave no signed address for the file. Try again in a minute.");
    // The client's own option encodes the name twice.
    return `${data.signedUrl}&download=${encodeURIComponent(fileName)}`;
  }

  async probe(): Promise<StorageState> {
    try {
      await this.#requireBucket(true);
      return { state: "ok", reason: `Files are kept in Supabase Storage (${this.place}).` };
    } catch (error) {
      return { state: "degraded", reason: error instanceof Error ? error.message : "Supabase Storage does not answer." };
    }
  }

  /** Makes the bucket where it is missing. Throws where it is public: files of the shop are nobody else's. */
  async #requireBucket(look = false): Promise<void> {
    if (this.#isThere && !look) return;
    const { data, error } = await this.#tried(() => this.#client.getBucket(this.#bucket));
    if (error) {
      if (!isMissing(error, "Bucket")) throw this.#explain(error);
      const made = await this.#tried(() => this.#client.createBucket(this.#bucket, { public: false }));
      // Another process may have been first.
      if (made.error && statusOf(made.error) !== 409) throw this.#explain(made.error);
    } else if (data.public !== false) {
      throw storageAway(`The bucket ${this.#bucket} of Supabase Storage is public, so anybody with an address could read the shop's files. Make it private, or name another in SUPABASE_BUCKET.`);
    }
    this.#isThere = true;
  }

  async #tried<T>(call: () => PromiseLike<Answer<T>>): Promise<Answer<T>> {
    for (let tried = 1; ; tried++) {
      const answer = await call();
      if (answer.error === null || tried >= TRIES || !passes(answer.error)) return answer;
      await pause(this.#limits.pauseMs * 4 ** (tried - 1) * (0.75 + Math.random() / 2));
    }
  }

  #explain(error: StorageError): Error {
    const status = statusOf(error);
    if (status === 401 || status === 403 || /jws|jwt|signature/i.test(error.message)) return storageAway("Supabase Storage refused our key. An admin has to check SUPABASE_SERVICE_ROLE_KEY.", error);
    if (status === 413) return storageAway("Supabase Storage does not take a file of this size: the limit of the project or of the bucket is lower.", error);
    if (status === 429) return storageAway("Supabase Storage has too much to do at the moment. Try again in a minute.", error);
    if (isTimeout(error)) return storageAway(`Supabase Storage did not answer within ${this.#limits.tryMs / 1000} seconds. Try again in a minute.`, error);
    if (status === 404) return storageAway("What answered does not know Supabase Storage (404). Try again in a minute; if it stays so, an admin has to check SUPABASE_URL.", error);
    if (status >= 400) return storageAway(`Supabase Storage could not do it (it answered ${status}). Try again in a minute.`, error);
    if (isNetwork(error)) return storageAway("Supabase Storage could not be reached. Try again in a minute.", error);
    return storageAway("What answered does not speak as Supabase Storage does. An admin has to check SUPABASE_URL.", error);
  }
}
