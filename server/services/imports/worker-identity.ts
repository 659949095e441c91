import { hostname } from "node:os";
import { bootId, processStart } from "#db/process-identity.ts";

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
