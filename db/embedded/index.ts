import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { ConnectionTarget } from "../client.ts";
import { acquireLock, currentHolder, type LockHolder } from "./lock.ts";

export { currentHolder, DirectoryLockedError } from "./lock.ts";

const PORT = 5432; // only part of the socket's file name: .s.PGSQL.5432
/** Unix socket paths may be 107 bytes long on Linux, 103 on macOS. */
const LONGEST_SOCKET_PATH = 100;

export interface EmbeddedOptions {
  /** Directory of the shop's data; null keeps everything in memory (tests). */
  dataDir: string | null;
  purpose?: LockHolder["purpose"];
  /** A database dumped by `snapshot()`, to start from instead of an empty one. */
  snapshot?: Uint8Array;
  /** A query that runs longer is ended by restarting the thread it runs in. Default 15,000 ms. */
  queryLimitMs?: number;
  /** A client that holds the one session inside a transaction and says nothing for so long is put out. Default 60,000 ms. */
  idleOwnerLimitMs?: number;
  /** Channels whose notifications are passed on. */
  channels?: readonly string[];
  onNotification?: (channel: string, payload: string) => void;
  /** Told when a runaway query was ended. */
  onRestart?: (reason: string) => void;
}

/** A running embedded PostgreSQL. */
export interface Embedded {
  readonly target: ConnectionTarget & { kind: "embedded" };
  /** How often the watchdog had to restart the worker. */
  restarts(): number;
  /** Another limit while `fn` runs, e.g. for migrations that build indexes. */
  withQueryLimit<T>(limitMs: number, fn: () => Promise<T>): Promise<T>;
  /** The whole database as bytes, for `snapshot`. */
  snapshot(): Promise<Uint8Array>;
  /** Closes the database in order and lets go of the directory. */
  stop(): Promise<void>;
}

/** Where the socket of `dataDir` lies: inside it, or in a short directory of its own when the path would be too long. */
function socketDirectory(dataDir: string): string {
  if (join(dataDir, `.s.PGSQL.${PORT}`).length <= LONGEST_SOCKET_PATH) return dataDir;
  const short = join(tmpdir(), `misty-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  return short;
}

/** Where a process that already runs on `dataDir` answers, or null when none does. */
export function runningTarget(dataDir: string): (ConnectionTarget & { kind: "embedded" }) | null {
  const holder = currentHolder(resolve(dataDir));
  return holder ? { kind: "embedded", socketDir: resolve(holder.socketPath, ".."), port: PORT } : null;
}

let memoryDatabases = 0;
let compiled: Promise<WebAssembly.Module> | null = null;

/** PostgreSQL itself, compiled once in a process: a thread that compiles its own takes seconds of a core until it is fast. */
const compilePostgres = (): Promise<WebAssembly.Module> => (compiled ??= readFile(join(dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite")), "pglite.wasm")).then((bytes) => WebAssembly.compile(bytes)));

/**
 * Starts PGlite in a worker thread behind a PostgreSQL socket, with the directory's lock
 * and a watchdog. Throws DirectoryLockedError when another process has the directory.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = options.dataDir === null ? null : resolve(options.dataDir);
  const socketDir = dataDir ? socketDirectory(dataDir) : join(tmpdir(), `misty-mem-${process.pid}-${++memoryDatabases}`);
  const socketPath = join(socketDir, `.s.PGSQL.${PORT}`);
  const release = dataDir ? acquireLock(dataDir, options.purpose ?? "server", socketPath) : () => {};
  if (!dataDir) mkdirSync(socketDir, { recursive: true, mode: 0o700 });

  /** The limits asked for at this moment; the largest counts, whoever ends first. */
  const limits = new Set([{ ms: options.queryLimitMs ?? 15_000 }]);
  const longestLimit = () => Math.max(...[...limits].map(({ ms }) => ms));
  let restarts = 0;
  let stopping = false;
  let worker: Worker;
  /** Settles when the current worker is gone, also when that was before anybody asked. */
  let exited: Promise<void>;
  let beats = new Int32Array(new SharedArrayBuffer(4));
  let lastBeat = 0;
  let lastBeatAt = Date.now();

  const wasm = await compilePostgres();
  const boot = async (snapshot: Uint8Array | null) => {
    beats = new Int32Array(new SharedArrayBuffer(4));
    const started = new Worker(new URL("./worker.mjs", import.meta.url), {
      execArgv: [],
      workerData: { wasm, dataDir: dataDir ? join(dataDir, "pg") : null, snapshot, socketPath, heartbeat: beats.buffer, channels: options.channels ?? [], idleOwnerLimitMs: options.idleOwnerLimitMs ?? 60_000 },
    });
    worker = started;
    exited = new Promise<void>((done) => started.once("exit", () => done()));
    await new Promise<void>((ready, fail) => {
      started.on("message", (message: { type: string; channel: string; payload: string }) => {
        if (message.type === "ready") ready();
        if (message.type === "notification") options.onNotification?.(message.channel, message.payload);
      });
      started.once("error", fail);
      started.once("exit", (code) => fail(new Error(`The embedded database stopped while starting (code ${code}).`)));
    });
    lastBeat = 0;
    lastBeatAt = Date.now();
  };

  let restarting: Promise<void> | null = null;
  const restart = (reason: string): Promise<void> => {
    restarting ??= (async () => {
      restarts++;
      await worker.terminate();
      if (stopping) return;
      await boot(null);
      guard();
      options.onRestart?.(reason);
    })().finally(() => (restarting = null));
    return restarting;
  };
  const guard = () => {
    const guarded = worker;
    const isMissed = () => !stopping && !restarting && worker === guarded;
    guarded.once("error", (error) => {
      if (isMissed()) void restart(`the database thread failed: ${error.message}`);
    });
    guarded.once("exit", () => {
      if (isMissed()) void restart("the database thread ended");
    });
  };

  try {
    await boot(options.snapshot ?? null);
  } catch (error) {
    release();
    throw error;
  }
  guard();

  const watchdog = setInterval(() => {
    const beat = Atomics.load(beats, 0);
    const now = Date.now();
    if (beat !== lastBeat || restarting) {
      lastBeat = beat;
      lastBeatAt = now;
    } else if (dataDir !== null && now - lastBeatAt > longestLimit()) {
      // In memory there is nothing to come back to, so tests without a directory are left alone.
      lastBeatAt = now;
      void restart(`a query ran longer than ${longestLimit()} ms`);
    }
  }, 100);
  watchdog.unref();

  return {
    target: { kind: "embedded", socketDir, port: PORT },
    restarts: () => restarts,
    async withQueryLimit(limitMs, fn) {
      const limit = { ms: limitMs };
      limits.add(limit);
      try {
        return await fn();
      } finally {
        limits.delete(limit);
        lastBeatAt = Date.now();
      }
    },
    snapshot: () =>
      new Promise((done) => {
        worker.on("message", (message: { type: string; bytes: Uint8Array }) => {
          if (message.type === "snapshot") done(message.bytes);
        });
        worker.postMessage({ type: "snapshot" });
      }),
    async stop() {
      if (stopping) return;
      stopping = true;
      clearInterval(watchdog);
      if (restarting) await restarting.catch(() => {});
      const ended = exited;
      // Closed is closed: the thread itself may take seconds more to end on a busy machine, and nothing of it is needed.
      const closed = new Promise<void>((done) => worker.on("message", (message: { type: string }) => void (message.type === "stopped" && done())));
      worker.postMessage({ type: "stop" });
      const deadline = setTimeout(() => void worker.terminate(), 8_000);
      await Promise.race([ended, closed]);
      clearTimeout(deadline);
      void worker.terminate();
      if (!dataDir || socketDir !== dataDir) rmSync(socketDir, { recursive: true, force: true });
      else rmSync(socketPath, { force: true });
      release();
    },
  };
}
