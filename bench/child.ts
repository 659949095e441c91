import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A TypeScript program of the project in a process of its own. */
export function spawnProgram(file: string, args: string[], environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", file, ...args], { cwd: ROOT, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
}

/** Memory of a process in MiB by the kernel's count: `VmHWM` at its highest, `VmRSS` now. Null where /proc is not there. */
export function readMemory(pid: number, kind: "VmHWM" | "VmRSS"): number | null {
  try {
    const line = new RegExp(`^${kind}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return line?.[1] ? Number(line[1]) / 1024 : null;
  } catch {
    return null;
  }
}

/** Waits for the end of `child`; its output, exit code and highest memory in MiB. */
export async function finish(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string; peakMiB: number | null }> {
  let stdout = "";
  let stderr = "";
  let peakMiB: number | null = null;
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const watch = setInterval(() => (peakMiB = (child.pid ? readMemory(child.pid, "VmHWM") : null) ?? peakMiB), 100);
  const code = await new Promise<number | null>((done) => child.once("close", done));
  clearInterval(watch);
  return { code, stdout, stderr, peakMiB };
}
