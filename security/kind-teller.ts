import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";

/** Far more than a machine under load needs, far less than one that stands still. */
const PATIENCE_MS = 10_000;

const ENTRY = `
  import { tellKind } from "#kb/ingest/tell-kind.ts";
  import { parentPort } from "node:worker_threads";
  parentPort.on("message", (bytes) => {
    try {
      tellKind(bytes);
      parentPort.postMessage(null);
    } catch (error) {
      parentPort.postMessage(error.code === "UNPROCESSABLE_CONTENT" ? null : "failed: " + error);
    }
  });`;

/**
 * Tells the kind of files as the main process does with what people bring, on a thread that is ended when it stands still: the
 * main process has nobody to end it.
 */
export class KindTeller {
  #worker: Worker | null = null;
  #code: string | null = null;

  /** What is wrong with telling the kind of these bytes; null when nothing is. */
  async ask(bytes: Uint8Array): Promise<string | null> {
    const worker = (this.#worker ??= new Worker((this.#code ??= await putTogether()), { eval: true }));
    const silence = new AbortController();
    worker.postMessage(bytes);
    const fault = await Promise.race([
      once(worker, "message", silence).then(([words]) => words as string | null, (error: unknown) => `ended who told its kind: ${String(error)}`),
      pause(PATIENCE_MS, "stands still while its kind is told", silence),
    ]);
    silence.abort();
    if (fault !== null) await this.end();
    return fault;
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }
}

async function putTogether(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "js" },
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
