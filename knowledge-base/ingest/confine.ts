/*
 * Loaded first in the reading process: keeps the few things it needs of Node and puts the rest out of reach of the code
 * that reads. pdfjs takes the place for a browser then, and asks Node for nothing.
 */
import { readSync, writeSync } from "node:fs";
import type { ReadLimits } from "./limits.ts";

const INPUT = 3;
const OUTPUT = 1;
const exit = process.exit.bind(process);
/** The limits, as the other side wrote them on the command line. */
export const givenLimits = JSON.parse(process.argv.at(-1) ?? "") as ReadLimits;
const nap = new Int32Array(new SharedArrayBuffer(4));

/** Does what may find a pipe empty or full until it is done. */
function patiently(work: () => number): number {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(nap, 0, 0, 2);
    }
  }
}

/** All bytes of the file, until the other side has closed; at most `most`. */
export function readInput(most: number): Uint8Array {
  const bytes = new Uint8Array(most + 1);
  let length = 0;
  for (let got = -1; got !== 0 && length < bytes.length; length += got) got = patiently(() => readSync(INPUT, bytes, length, bytes.length - length, null));
  return bytes.slice(0, length);
}

/** One line of the answer. */
export function answer(line: object): void {
  const bytes = new TextEncoder().encode(`${JSON.stringify(line)}\n`);
  for (let at = 0; at < bytes.length; ) at += patiently(() => writeSync(OUTPUT, bytes, at));
}

export const leave = (): never => exit(0);

const silent = () => undefined;
Object.assign(globalThis.console, { log: silent, info: silent, warn: silent, error: silent, debug: silent, trace: silent });

/** What pdfjs asks of a browser when it is loaded, and never uses for text. */
class Unused {}
const GONE = ["process", "fetch", "WebSocket", "EventSource", "XMLHttpRequest", "Worker", "BroadcastChannel"];
for (const name of GONE) Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false });
for (const name of ["DOMMatrix", "Path2D", "ImageData"]) Object.defineProperty(globalThis, name, { value: Unused });
Object.defineProperty(globalThis, "navigator", { value: { platform: "", userAgent: "" }, configurable: true });
