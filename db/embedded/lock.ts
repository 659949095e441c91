import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Who holds a data directory. Two processes in one directory lose it, so there is exactly one. */
export interface LockHolder {
  pid: number;
  /** When that process began, so that a reused pid is not taken for it. */
  processStart: string;
  /** Which boot of the machine, so that a pid from before a restart is not taken for it. */
  bootId: string;
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

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "unknown"; // not Linux: the process start time has to do
  }
}

/** A text that differs between two processes that had the same pid; empty when there is no such process. */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "" : (fields[19] ?? ""); // a zombie holds nothing any more
  } catch {
    try {
      return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      return "";
    }
  }
}

const isAlive = (holder: LockHolder): boolean => holder.bootId === bootId() && holder.processStart !== "" && processStart(holder.pid) === holder.processStart;

function read(path: string): LockHolder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as LockHolder;
  } catch {
    return null;
  }
}

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
  const mine: LockHolder = { pid: process.pid, processStart: processStart(process.pid), bootId: bootId(), purpose, socketPath };
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
      const holder = read(lockPath(dataDir));
      if (holder && isAlive(holder)) throw new DirectoryLockedError(dataDir, holder);
      takeAside(dataDir, suffix);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    const holder = read(lockPath(dataDir));
    if (holder && holder.pid === mine.pid && holder.processStart === mine.processStart) rmSync(lockPath(dataDir), { force: true });
  };
}

/** Moves a dead holder's lock away. Of two processes that try, the rename succeeds for one; a live lock caught by accident is put back. */
function takeAside(dataDir: string, suffix: string): void {
  const aside = join(dataDir, `lock.${suffix}.stale`);
  try {
    renameSync(lockPath(dataDir), aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const caught = read(aside);
  if (caught && isAlive(caught)) {
    try {
      linkSync(aside, lockPath(dataDir));
    } catch {
      // a third process was faster; its lock stands and the caller will see it
    }
  }
  rmSync(aside, { force: true });
}
