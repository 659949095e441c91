import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Child, startChild } from "../testing/child.ts";
import { acquireLock, currentHolder, DirectoryLockedError, type LockHolder } from "./lock.ts";

let dataDir: string;
const children: Child[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "misty-lock-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.process.kill("SIGKILL");
    await child.ended;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

const start = (...args: string[]): Child => {
  const child = startChild(...args);
  children.push(child);
  return child;
};
const lockFile = () => join(dataDir, "lock.json");
const holder = () => JSON.parse(readFileSync(lockFile(), "utf8")) as LockHolder;

/** The pid of a process that has just ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((done) => child.once("close", done));
  return child.pid ?? 0;
}

it("lets one process in and refuses the second in plain words, with exit code 1", async () => {
  const first = start("hold", dataDir);
  expect(await first.line()).toBe("open");
  const before = holder();
  const second = start("hold", dataDir);
  expect(await second.line()).toBeNull();
  expect(await second.ended).toBe(1);
  expect(second.errors()).toMatch(/^The data directory .+ is in use by another Misty \(process \d+, a running server\)\. Stop that one first, .+ Nothing was changed\.\n$/);
  expect(holder()).toEqual(before);

  first.process.kill("SIGKILL");
  await first.ended;
  const third = start("hold", dataDir);
  expect(await third.line()).toBe("open");
});

it("is let go of and can be taken again", () => {
  const release = acquireLock(dataDir, "server", "somewhere");
  expect(currentHolder(dataDir)).toMatchObject({ pid: process.pid, purpose: "server", socketPath: "somewhere" });
  expect(() => acquireLock(dataDir, "command", "elsewhere")).toThrow(DirectoryLockedError);
  release();
  expect(currentHolder(dataDir)).toBeNull();
  acquireLock(dataDir, "command", "elsewhere")();
  expect(existsSync(lockFile())).toBe(false);
});

const stale: Record<string, (mine: LockHolder) => Promise<string>> = {
  "a dead process": async (mine) => JSON.stringify({ ...mine, pid: await deadPid() }),
  "a process whose number another has now": (mine) => Promise.resolve(JSON.stringify({ ...mine, processStart: "12345" })),
  "before the machine was restarted": (mine) => Promise.resolve(JSON.stringify({ ...mine, bootId: "another boot" })),
  "a process that died while writing it": () => Promise.resolve('{"pid": 12'),
};

it.each(Object.keys(stale))("takes over at once the lock of %s", async (whose) => {
  const release = acquireLock(dataDir, "server", "old");
  const content = await stale[whose]?.(holder());
  release();
  writeFileSync(lockFile(), content ?? "");
  expect(currentHolder(dataDir)).toBeNull();
  const again = acquireLock(dataDir, "server", "new");
  expect(currentHolder(dataDir)?.socketPath).toBe("new");
  again();
});

it("does not remove the lock of a successor", () => {
  const release = acquireLock(dataDir, "server", "mine");
  writeFileSync(lockFile(), JSON.stringify({ ...holder(), pid: 1 }));
  release();
  expect(existsSync(lockFile())).toBe(true);
});

it("has exactly one winner when three processes race for a stale lock, twenty times", async () => {
  const racers = [start("race"), start("race"), start("race")];
  const hear = () => Promise.all(racers.map((racer) => racer.line()));
  const tell = (line: string) => racers.forEach((racer) => racer.process.stdin.write(`${line}\n`));
  expect(await hear()).toEqual(["ready", "ready", "ready"]);
  const release = acquireLock(dataDir, "server", "old");
  const dead = JSON.stringify({ ...holder(), pid: await deadPid() });
  release();
  for (let round = 0; round < 20; round++) {
    writeFileSync(lockFile(), dead);
    // The same instant for all; the winner keeps the lock until all have said how it went.
    tell(`${dataDir} ${Date.now() + 60}`);
    expect((await hear()).sort(), `round ${round}`).toEqual(["lost", "lost", "won"]);
    tell("release");
    await hear();
    expect(readdirSync(dataDir)).toEqual([]);
  }
});

it("takes over from a process that died while it took over", async () => {
  const release = acquireLock(dataDir, "server", "old");
  const dead = JSON.stringify({ ...holder(), pid: await deadPid() });
  const deadClaimant = JSON.stringify({ ...holder(), pid: await deadPid(), socketPath: "claimant" });
  release();
  writeFileSync(lockFile(), dead);
  writeFileSync(join(dataDir, `lock.${createHash("sha256").update(dead).digest("hex").slice(0, 32)}.claim`), deadClaimant);
  const again = acquireLock(dataDir, "server", "new");
  expect(currentHolder(dataDir)?.socketPath).toBe("new");
  again();
  expect(readdirSync(dataDir)).toEqual([]);
});
