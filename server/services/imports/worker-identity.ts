import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/*
 * Which process works on an import, written into its batch so that another one can tell whether
 * it is still there: host, boot of that host, pid, and when the process began (pids are reused).
 */

interface Worker {
  host: string;
  boot: string;
  pid: number;
  start: string;
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "unknown"; // not Linux: the process start time has to do
  }
}

function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "" : (fields[19] ?? "");
  } catch {
    try {
      return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      return "";
    }
  }
}

/** This process, as text for import_batches.worker. */
export function thisWorker(): string {
  return JSON.stringify({ host: hostname(), boot: bootId(), pid: process.pid, start: processStart(process.pid) } satisfies Worker);
}

/** Whether that process is alive; null when it is another machine's, which only its heartbeat can tell. */
export function isWorkerAlive(text: string): boolean | null {
  let worker: Worker;
  try {
    worker = JSON.parse(text) as Worker;
  } catch {
    return false;
  }
  if (worker.host !== hostname()) return null;
  return worker.boot === bootId() && worker.start !== "" && processStart(worker.pid) === worker.start;
}
