import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bootId, processStart } from "../process-identity.ts";

/** Who holds a data directory. Two processes in one directory lose it, so there is exactly one. */
export interface LockHolder {
  pid: number;
  /** When that process began, so that a reused pid is not taken for it. */
  processStart: string;
  /** Which boot of the machine, so that a pid from before a restart is not taken for it. */
  bootId: string;
  /** Which pid namespace: two containers on one machine share the boot, not the pids. Empty where there are none. */
  pidNamespace: string;
  /** `server` is an app that serves; `command` a command line that opened the directory itself. */
  purpose: "server" | "command";
  /** Where other processes reach the database. */
  socketPath: string;
}

/** Another process has the directory; `holder` says which. */
export class DirectoryLockedError extends Error {
  constructor(
    readonly dataDir: string,
    readonly holder: LockHolder,
  ) {
    super(
      `The data directory ${dataDir} is in use by another Misty (process ${holder.pid}, ${holder.purpose === "server" ? "a running server" : "a running command"}). ` +
        `Stop that one first, or choose another directory with MISTY_DATA_DIR. Nothing was changed.`,
    );
    this.name = "DirectoryLockedError";
  }
}

const lockPath = (dataDir: string) => join(dataDir, "lock.json");

function pidNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}

/** Whether somebody answers on a socket. Asked of a process of its own, because taking the lock waits for nothing else. */
function answers(socketPath: string): boolean {
  const script = "require('node:net').connect(process.argv[1]).on('connect', () => process.exit(0)).on('error', () => process.exit(1)); setTimeout(() => process.exit(0), 3000)";
  try {
    execFileSync(process.execPath, ["-e", script, socketPath], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function isAlive(holder: LockHolder): boolean {
  if (holder.bootId !== bootId() || holder.processStart === "") return false;
  // A pid of another container says nothing here; its socket does, once it is up.
  if (holder.pidNamespace !== pidNamespace()) return answers(holder.socketPath);
  return processStart(holder.pid) === holder.processStart;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Null for what is no lock: then nobody holds it. */
function parse(content: string): LockHolder | null {
  try {
    return JSON.parse(content) as LockHolder;
  } catch {
    return null;
  }
}

const read = (path: string): LockHolder | null => parse(readText(path) ?? "");

/** Who holds `dataDir` right now, or null when nobody alive does. */
export function currentHolder(dataDir: string): LockHolder | null {
  const holder = read(lockPath(dataDir));
  return holder && isAlive(holder) ? holder : null;
}

/**
 * Takes the lock of `dataDir` for this process, taking over at once from a holder that died.
 * Throws DirectoryLockedError when a live process has it. Returns the way to let go.
 */
export function acquireLock(dataDir: string, purpose: LockHolder["purpose"], socketPath: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const mine: LockHolder = { pid: process.pid, processStart: processStart(process.pid), bootId: bootId(), pidNamespace: pidNamespace(), purpose, socketPath };
  const suffix = `${process.pid}.${randomBytes(4).toString("hex")}`;
  const draft = join(dataDir, `lock.${suffix}.new`);
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, lockPath(dataDir)); // atomic: fails when the file exists
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      if (takeOver(dataDir, draft)) break;
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    const holder = read(lockPath(dataDir));
    if (holder && holder.pid === mine.pid && holder.processStart === mine.processStart) rmSync(lockPath(dataDir), { force: true });
  };
}

/**
 * Replaces the lock of a dead holder by `draft`. Who may do that is decided by a claim: a file named
 * after the very lock it replaces, which only one process can make. A claimant that died in between
 * is replaced in the same way, so its claim can be claimed in turn.
 *
 * True when the lock is ours, false when it changed meanwhile and has to be looked at again.
 * Throws DirectoryLockedError when the holder, or somebody replacing it, is alive.
 */
function takeOver(dataDir: string, draft: string): boolean {
  const trail: { path: string; content: string; claim: string }[] = [];
  for (let path = lockPath(dataDir); ; ) {
    const content = readText(path);
    if (content === null) return false;
    const holder = parse(content);
    if (holder && isAlive(holder)) throw new DirectoryLockedError(dataDir, holder);
    const claim = join(dataDir, `lock.${createHash("sha256").update(content).digest("hex").slice(0, 32)}.claim`);
    trail.push({ path, content, claim });
    try {
      linkSync(draft, claim);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      path = claim;
    }
  }
  const claims = trail.map((step) => step.claim);
  if (trail.some((step) => readText(step.path) !== step.content)) {
    rmSync(claims[claims.length - 1] ?? "", { force: true });
    return false;
  }
  renameSync(draft, lockPath(dataDir));
  for (const claim of claims) rmSync(claim, { force: true });
  return true;
}
