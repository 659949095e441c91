import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { withSystem } from "#db/rls.ts";
import { addAlbum, addStock, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { RedisServer, type RedisMode } from "../../testing/redis-server.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

interface Shown {
  revenue: string;
  hits: number;
  misses: number;
  cache: string;
}

/** A process of its own over the same shop and the same Redis (server/testing/figure-process.ts). */
class FigureProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #errors = "";

  constructor(variables: Record<string, string>) {
    this.#child = spawn(process.execPath, ["--import", "tsx", "server/testing/figure-process.ts"], { cwd: ROOT, env: { ...process.env, ...variables } });
    this.#child.stderr.on("data", (chunk: Buffer) => (this.#errors += chunk.toString()));
    this.#child.stdin.on("error", () => {});
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    const next = await this.#lines.next();
    if (next.done) throw new Error(`the process ended: ${this.#errors}`);
    return next.value;
  }

  async say(command: string): Promise<Shown> {
    this.#child.stdin.write(`${command}\n`);
    return JSON.parse(await this.line()) as Shown;
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.stdin.end();
    await ended;
  }
}

/** Everything a Redis can do wrong, and to be gone and back. */
const MODES: readonly (RedisMode | "restart")[] = ["well", "silent", "well", "slow", "reset", "foreign", "cut", "number", "garbage", "full", "restart", "well"];

describe("two processes that share one PostgreSQL and one Redis", () => {
  const redis = new RedisServer();
  let test: TestDatabase;
  let shelf: string;
  let variables: Record<string, string>;
  let processes: FigureProcess[] = [];

  beforeAll(async () => {
    test = await openTestDatabase();
    if (test.db.target.kind !== "server") return;
    shelf = await withSystem(test.db, "a record to sell", async (tx) => addStock(tx, await addAlbum(tx, { listPrice: "20" }), 10_000));
    await redis.start();
    variables = { DATABASE_URL: test.db.target.url, REDIS_URL: redis.url, MISTY_DEMO: "off", SESSION_SECRET: "a secret that only this test knows", LOG_LEVEL: "silent" };
    processes = [new FigureProcess(variables), new FigureProcess(variables)];
    for (const process of processes) expect(await process.line()).toBe("ready");
  });
  afterAll(async () => {
    for (const process of processes) await process.end();
    await redis.stop();
    await test.close();
  });

  it("show each other's writes at once, however Redis behaves", async ({ skip }) => {
    skip(test.db.kind === "embedded", "an embedded database belongs to one process");
    const [author, other] = processes as [FigureProcess, FigureProcess];
    let sold = 0;
    for (const mode of MODES) {
      if (mode === "restart") {
        await redis.stop();
        await redis.start();
      } else redis.mode = mode;
      for (let round = 0; round < 4; round++) {
        const [writer, reader] = round % 2 === 0 ? [author, other] : [other, author];
        sold += 20;
        expect((await writer.say(`sell ${shelf}`)).revenue, `${mode}: its author`).toBe(`${sold}.00`);
        expect((await reader.say("read")).revenue, `${mode}: the other`).toBe(`${sold}.00`);
        expect((await writer.say("read")).revenue, `${mode}: its author again`).toBe(`${sold}.00`);
      }
    }
  });

  it("find what the other has computed", async ({ skip }) => {
    skip(test.db.kind === "embedded", "an embedded database belongs to one process");
    const [author, other] = processes as [FigureProcess, FigureProcess];
    redis.mode = "well";
    // On a busy machine Redis may be too late now and then, which costs time and nothing else: then once more.
    await vi.waitFor(
      async () => {
        const before = await other.say("read");
        const { revenue } = await author.say(`sell ${shelf}`);
        expect(await other.say("read")).toEqual({ ...before, revenue, hits: before.hits + 1, cache: "on" });
      },
      { timeout: 60_000, interval: 100 },
    );
  });

  it("never find another shop's figures in the same Redis", async ({ skip }) => {
    skip(test.db.kind === "embedded", "an embedded database belongs to one process");
    // A copy of the same empty database: until something is written, both have the same version.
    const copy = await openTestDatabase();
    const there = await withSystem(copy.db, "a record to sell", async (tx) => addStock(tx, await addAlbum(tx, { listPrice: "20" }), 10_000));
    const stranger = new FigureProcess({ ...variables, DATABASE_URL: copy.db.target.kind === "server" ? copy.db.target.url : "" });
    try {
      expect(await stranger.line()).toBe("ready");
      const [author] = processes as [FigureProcess];
      for (let sale = 1; sale <= 5; sale++) {
        const ours = (await author.say(`sell ${shelf}`)).revenue;
        expect((await stranger.say(`sell ${there}`)).revenue).toBe(`${20 * sale}.00`);
        expect((await stranger.say("read")).revenue).toBe(`${20 * sale}.00`);
        expect((await author.say("read")).revenue).toBe(ours);
      }
    } finally {
      await stranger.end();
      await copy.close();
    }
  });
});
