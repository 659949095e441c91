import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { importFile } from "#server/services/imports/import-file.ts";
import { readMemory, spawnProgram } from "./child.ts";
import { absoluteFigure, type Figure } from "./measure.ts";
import type { Place } from "./place.ts";

/** A port nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Starts the server and waits until it is ready; milliseconds, and memory in MiB ten seconds later. */
async function startOnce(environment: Record<string, string>, rest: boolean): Promise<{ ms: number; restMiB: number | null }> {
  const port = await freePort();
  const start = performance.now();
  const child = spawnProgram("server/index.ts", [], { ...environment, PORT: String(port), LOG_LEVEL: "error", NODE_ENV: "production" });
  child.stdout?.resume();
  child.stderr?.resume();
  const exited = new Promise<void>((done) => child.once("close", () => done()));
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
      const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
      if (response?.status === 200) break;
      await sleep(20);
    }
    const ms = performance.now() - start;
    if (rest) await sleep(10_000);
    return { ms, restMiB: rest && child.pid ? readMemory(child.pid, "VmRSS") : null };
  } finally {
    child.kill("SIGTERM");
    await exited;
  }
}

/** P10: from the command to ready, warm, and memory at rest. Needs a build. */
export async function* benchStart(place: Place): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), "misty-bench-start-"));
  try {
    const address = place.kind === "native" ? (await place.openEmpty()).address : null;
    const environment = { ...(address ?? {}), MISTY_DEMO: "on", HOST: "127.0.0.1", MISTY_DATA_DIR: folder };
    await startOnce(environment, false); // loads the demo shop
    const warm = [await startOnce(environment, false), await startOnce(environment, false)];
    const last = await startOnce(environment, true);
    const ms = Math.min(...[...warm, last].map((run) => run.ms));
    const size = 14_000;
    yield* [
      absoluteFigure({ id: `P10 start to ready, warm (${place.kind})`, size, ours: ms, equal: null, unit: "ms" }, place.kind === "native" ? 3_000 : 5_000),
      ...(last.restMiB === null ? [] : [absoluteFigure({ id: `P10 memory at rest (${place.kind})`, size, ours: last.restMiB, equal: null, unit: "MiB", ...(place.kind === "embedded" ? { note: "the goal is for PostgreSQL" } : {}) }, 250)]),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** P10b: how late the main loop's timers are while an import runs in the same process. */
export async function* benchLoopLag(place: Place): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), "misty-bench-lag-"));
  try {
    const rows = 50_000;
    const file = join(folder, "log.csv");
    const lines = Array.from({ length: rows }, (_, n) => `${n % 9_000},2024-0${1 + (n % 9)}-1${n % 10},${1 + (n % 3)},${10 + (n % 50)}.90`);
    await writeFile(file, `customer,date,quantity,amount\n${lines.join("\n")}\n`);
    const { db } = await place.openEmpty();
    const lag = monitorEventLoopDelay({ resolution: 5 });
    lag.enable();
    await importFile({
      db,
      actor: { kind: "command_line" },
      path: file,
      options: { mapping: { source: "bench", columns: { customer: "customer", date: "date", quantity: "quantity", amount: "amount" } } },
      now: () => new Date("2026-06-30T12:00:00Z"),
    });
    lag.disable();
    // The histogram counts its own 5 ms between two looks.
    yield* [absoluteFigure({ id: `P10b loop lag p99 during an import (${place.kind})`, size: rows, ours: Math.max(0, lag.percentile(99) / 1e6 - 5), equal: null, unit: "ms" }, 20)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
