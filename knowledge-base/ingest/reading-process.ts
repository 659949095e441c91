import { type ChildProcess, spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import type { Writable } from "node:stream";
import { AppError } from "#server/errors.ts";
import { type AnswerLine, answerLine } from "./answer-lines.ts";
import type { ReadLimits } from "./limits.ts";
import { readerCode, type ReaderPart } from "./reader-code.ts";
import { type Refusal, REFUSALS } from "./refusals.ts";

/** Longer than any honest line: 200 passages with eight headings of 300 characters, each written with six at most. */
const LONGEST_LINE = 4 * 1024 * 1024;
/** Words of the process's own complaints that are kept for the log. */
const KEPT_COMPLAINT = 2_000;

const refuse = (reason: Refusal, cause?: unknown): AppError => new AppError("UNPROCESSABLE_CONTENT", REFUSALS[reason], {}, { cause });

/** Before 22.13, Node knows the switch by its first name. */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const PERMISSION = major > 22 || (major === 22 && minor >= 13) ? "--permission" : "--experimental-permission";

/**
 * Starts Node with nothing: no environment, no files (not even to read: its program comes through a pipe), no processes,
 * threads or native code, no code made from text. The shell sets what the kernel holds it to before it becomes Node.
 */
function start(limits: ReadLimits): ChildProcess {
  const node = [process.execPath, PERMISSION, "--no-warnings", "--disallow-code-generation-from-strings", `--max-old-space-size=${limits.heapMegabytes}`, "--input-type=module", "-", JSON.stringify(limits)];
  const kernel = `ulimit -d ${limits.memoryMegabytes * 1024}; ulimit -S -t ${limits.cpuSeconds}; ulimit -f 0; ulimit -c 0; exec "$0" "$@"`;
  const [command = "", ...args] = process.platform === "win32" ? node : ["/bin/sh", "-c", kernel, ...node];
  return spawn(command, args, { cwd: "/", env: { NODE_ENV: "production" }, stdio: ["pipe", "pipe", "pipe", "pipe"], windowsHide: true });
}

interface RunOptions {
  signal?: AbortSignal | undefined;
  /** Another program than the reader, as if the reader had been taken over: for tests of what holds it. */
  program?: Uint8Array;
}

/**
 * Hands `bytes` to a reading process of their own and each line of its answer to `take`. Always ends with the process
 * gone. Throws AppError: UNPROCESSABLE_CONTENT when the file is why, INTERNAL_SERVER_ERROR when it is not; the signal's
 * reason when it was aborted.
 */
export async function runReadingProcess(bytes: Uint8Array, limits: ReadLimits, take: (line: AnswerLine) => void, { signal, program: given }: RunOptions = {}): Promise<void> {
  const program = given ?? (await readerCode(partFor(bytes)).catch((cause: unknown) => {
    throw new AppError("INTERNAL_SERVER_ERROR", "The program that reads documents could not be put together.", {}, { cause });
  }));
  signal?.throwIfAborted();
  const child = start(limits);
  let failure: Error | undefined;
  let ready = false;
  let complaint = "";
  const kill = (why: Error) => {
    failure ??= why;
    child.kill("SIGKILL");
  };
  let deadline = setTimeout(() => kill(refuse("too-slow")), limits.startMs);
  const onAbort = () => kill(new Error("The reading was called off."));
  signal?.addEventListener("abort", onAbort, { once: true });
  const takeLine = (words: string) => {
    const line = answerLine.safeParse(parseJson(words));
    if (!line.success) return kill(refuse("damaged", line.error));
    if ("ready" in line.data) {
      ready = true;
      clearTimeout(deadline);
      deadline = setTimeout(() => kill(refuse("too-slow")), limits.deadlineMs);
    } else if ("refused" in line.data) kill(refuse(line.data.refused));
    else take(line.data);
  };
  try {
    await new Promise<void>((done) => {
      child.once("error", (cause) => {
        failure ??= new AppError("INTERNAL_SERVER_ERROR", "The process that reads documents could not be started.", {}, { cause });
        done();
      });
      child.once("close", (code, by) => {
        failure ??= code === 0 ? undefined : refuse(complaint.includes("heap") || by === "SIGKILL" || by === "SIGABRT" || by === "SIGTRAP" || code === 134 ? "too-much-memory" : by === "SIGXCPU" ? "too-slow" : "damaged", new Error(complaint || `ended by ${by ?? code}`));
        done();
      });
      if (child.pid !== undefined) lower(child.pid);
      let open: string[] = [];
      let length = 0;
      let said = 0;
      child.stdout?.setEncoding("utf8").on("data", (words: string) => {
        if (failure !== undefined) return;
        said += words.length;
        if (said > limits.answerBytes) return kill(refuse("too-much-text"));
        const [end = "", ...lines] = words.split("\n");
        open.push(end);
        length += end.length;
        if (length > LONGEST_LINE) return kill(refuse("damaged"));
        if (lines.length === 0) return;
        // Put together once it is whole: with each piece, a line without an end would stop this side.
        lines.unshift(open.join(""));
        open = [lines.pop() ?? ""];
        length = open[0]?.length ?? 0;
        for (const line of lines) if (failure === undefined) takeLine(line);
      });
      child.stderr?.setEncoding("utf8").on("data", (words: string) => (complaint = `${complaint}${words}`.slice(-KEPT_COMPLAINT)));
      // A process that ended does not read on; that it ended is what counts.
      for (const [pipe, content] of [[child.stdin, program], [child.stdio[3] as Writable | null, bytes]] as const) pipe?.on("error", () => undefined).end(content);
    });
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener("abort", onAbort);
  }
  signal?.throwIfAborted();
  if (failure !== undefined) {
    if (!ready && failure instanceof AppError && failure.code === "UNPROCESSABLE_CONTENT") throw new AppError("INTERNAL_SERVER_ERROR", "The process that reads documents could not be started.", {}, { cause: failure });
    throw failure;
  }
}

function parseJson(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return undefined;
  }
}

/** The part of the reader that a file needs; which kind it is, the reader finds out. */
const partFor = (bytes: Uint8Array): ReaderPart => (Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(5, bytes.byteLength)).toString("latin1") === "%PDF-" ? "pdf" : "other");

/** Reading waits when the app has something to do. */
function lower(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It may have ended already, or the system does not let us.
  }
}
