// @ts-check
/*
 * The thread in which PGlite lives. Plain JavaScript, because a worker thread is loaded by
 * Node itself, past every TypeScript loader. A running query blocks this thread and nothing
 * else; the heartbeat below is how the main thread notices, and terminating the thread is
 * the only way to stop a query.
 */
import { chmodSync, rmSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { vector } from "@electric-sql/pglite/vector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

/** @type {{ dataDir: string | null, snapshot: Uint8Array | null, socketPath: string, heartbeat: SharedArrayBuffer, channels: string[], idleOwnerLimitMs: number, wasm: WebAssembly.Module }} */
const { dataDir, snapshot, socketPath, heartbeat, channels, idleOwnerLimitMs, wasm } = workerData;
const port = /** @type {import("node:worker_threads").MessagePort} */ (parentPort);

const beats = new Int32Array(heartbeat);
setInterval(() => Atomics.add(beats, 0, 1), 100).unref();

const db = await PGlite.create({
  ...(dataDir ? { dataDir } : {}),
  ...(snapshot ? { loadDataDir: new Blob([/** @type {BlobPart} */ (snapshot)]) } : {}),
  pgliteWasmModule: wasm,
  extensions: { pg_trgm, vector },
});
for (const channel of channels) {
  await db.listen(channel, (payload) => port.postMessage({ type: "notification", channel, payload }));
}

rmSync(socketPath, { force: true });
const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: 64 });
shareSessionSafely(/** @type {any} */ (server));
await server.start();
chmodSync(socketPath, 0o600);

port.on("message", async (message) => {
  if (message.type === "snapshot") {
    const blob = await db.dumpDataDir("none");
    port.postMessage({ type: "snapshot", bytes: new Uint8Array(await blob.arrayBuffer()) });
  }
  if (message.type === "stop") {
    await server.stop();
    await db.close();
    port.postMessage({ type: "stopped" });
    port.close();
  }
});
port.postMessage({ type: "ready" });

/**
 * PGlite says ReadyForQuery after an error as well as after the Sync that follows it. A client takes
 * the second one for the end of its next query, which then has no rows. Only Sync may say it, so the
 * answer to any other message of an extended query loses it: it is always the last six bytes.
 *
 * @param {(data: Uint8Array) => void} pass where the rest goes
 */
function withoutReady(pass) {
  let held = new Uint8Array(0);
  return {
    /** @param {Uint8Array} data */
    take(data) {
      const all = new Uint8Array(held.length + data.length);
      all.set(held);
      all.set(data, held.length);
      const ready = Math.max(0, all.length - 6);
      held = all.slice(ready);
      if (ready > 0) pass(all.slice(0, ready));
    },
    end() {
      const [type, a, b, c, length] = held;
      const isReady = held.length === 6 && type === 0x5a && a === 0 && b === 0 && c === 0 && length === 5;
      if (!isReady && held.length > 0) pass(held);
    },
  };
}

/**
 * All clients share one PostgreSQL session. The library keeps transactions apart but lets
 * single protocol messages of different clients interleave outside of them: one client's
 * Bind could then meet another's unnamed statement. So whoever has begun an extended query
 * (Parse ... Sync) or a transaction owns the session until it ends. Also mends that one
 * failing message stopped the queue for good.
 *
 * A client that stops in the middle (suspended, hung) would keep everybody out for good, so after
 * `idleOwnerLimitMs` of silence it is put out and what it had open is rolled back.
 *
 * What a client prepared outlives it in the shared session, and every client prepares under names of its
 * own: a pool that renews its connections would fill the memory. So the statements of the gone are closed.
 *
 * @param {any} socketServer the PGLiteSocketServer
 */
function shareSessionSafely(socketServer) {
  const queue = socketServer.queryQueue;
  /** @type {number | null} */
  let owner = null;
  let cycleOpen = false;
  let running = false;
  let lastHeardAt = performance.now();
  const SYNC = "S".charCodeAt(0);
  const PARSE = "P".charCodeAt(0);
  /** @type {Map<number, Set<string>>} names of prepared statements by client */
  const prepared = new Map();
  /** @type {string[]} names whose client has gone */
  let left = [];

  /** @param {{ handlerId: number, message: Uint8Array }} parse a Parse message: its type, its length, the name, ... */
  const remember = ({ handlerId, message }) => {
    const name = Buffer.from(message.subarray(5, message.indexOf(0, 5))).toString("latin1");
    if (name === "") return;
    const names = prepared.get(handlerId) ?? new Set();
    prepared.set(handlerId, names.add(name));
  };

  const closeLeft = async () => {
    const names = left;
    left = [];
    const close = names.map((name) => {
      const message = Buffer.alloc(7 + name.length);
      message.write("C", 0);
      message.writeInt32BE(message.length - 1, 1);
      message.write(`S${name}`, 5, "latin1");
      return message;
    });
    for (const message of [...close, Buffer.from([SYNC, 0, 0, 0, 4])]) await db.runExclusive(() => db.execProtocolRawStream(message, { onRawData: () => {} }));
  };

  const EXTENDED = new Set([..."PBDECH"].map((letter) => letter.charCodeAt(0)));

  queue.processQueue = async () => {
    if (running) return;
    running = true;
    queue.processing = true;
    try {
      for (;;) {
        if (owner !== null && !cycleOpen && !db.isInTransaction()) owner = null;
        // When the database is ending, they end with it.
        if (owner === null && left.length > 0) await closeLeft().catch(() => {});
        const index = owner === null ? 0 : queue.queue.findIndex((/** @type {any} */ q) => q.handlerId === owner);
        const next = index === -1 ? undefined : queue.queue.splice(index, 1)[0];
        if (!next) return;
        const type = next.message[0];
        if (EXTENDED.has(type)) cycleOpen = true;
        if (type === SYNC) cycleOpen = false;
        if (type === PARSE) remember(next);
        owner = next.handlerId;
        queue.lastHandlerId = owner;
        const reply = EXTENDED.has(type) ? withoutReady(next.onData) : { take: next.onData, end: () => {} };
        let bytes = 0;
        try {
          await db.runExclusive(() =>
            db.execProtocolRawStream(next.message, {
              onRawData: (/** @type {Uint8Array} */ data) => {
                bytes += data.length;
                reply.take(data);
              },
            }),
          );
          reply.end();
          next.resolve(bytes);
        } catch (error) {
          next.reject(error);
        }
        lastHeardAt = performance.now();
      }
    } finally {
      running = false;
      queue.processing = false;
    }
  };

  // A client went away: what it had open is rolled back and its place freed at once.
  queue.clearTransactionIfNeeded = async (/** @type {number} */ handlerId) => {
    left.push(...(prepared.get(handlerId) ?? []));
    prepared.delete(handlerId);
    if (owner !== handlerId) return queue.processQueue();
    if (cycleOpen) {
      await db.runExclusive(() => db.execProtocolRawStream(new Uint8Array([SYNC, 0, 0, 0, 4]), { onRawData: () => {} }));
      cycleOpen = false;
    }
    if (db.isInTransaction()) await db.exec("ROLLBACK");
    owner = null;
    await queue.processQueue();
  };

  setInterval(() => {
    if (owner === null || running || performance.now() - lastHeardAt < idleOwnerLimitMs) return;
    if (!cycleOpen && !db.isInTransaction()) return;
    const silent = [...socketServer.handlers].find((handler) => handler.handlerId === owner);
    if (silent) void silent.detach(true);
    else void queue.clearTransactionIfNeeded(owner);
  }, 1_000).unref();
}
