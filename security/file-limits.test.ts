import { createServer } from "node:net";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { LIMITS, type ReadLimits } from "#kb/ingest/limits.ts";
import { readFile } from "#kb/ingest/read-file.ts";
import { runReadingProcess } from "#kb/ingest/reading-process.ts";
import { type Refusal, REFUSALS } from "#kb/ingest/refusals.ts";
import { makePages, packed } from "#kb/ingest/testing/make-pdf.ts";
import { docxEntries, makeDocx, makeZip, paragraph } from "#kb/ingest/testing/make-zip.ts";
import { text } from "./hostile-files/types.ts";
import { Tally } from "./tally.ts";

/*
 * Each limit on reading, by a file that is refused with it and read without it, and the walls around the reading process
 * by programs that try them, as if a file had taken the reader over.
 */

const long = (words: number) => text(`# Rules\n\n${"Refunds are paid within 30 days. ".repeat(words)}`);
const nested = (depth: number) => text(`<!doctype html><body>${"<div>".repeat(depth)}Refunds${"</div>".repeat(depth)}</body>`);
const spaces = paragraph(`Refunds ${" ".repeat(2_000_000)}`);

/** A limit, a file, what stops it and what lets it through. */
const CASES: readonly { limit: keyof ReadLimits; bytes: () => Uint8Array; tight: number; wide: number; refusal: Refusal }[] = [
  { limit: "fileBytes", bytes: () => long(100), tight: 1_000, wide: 10_000, refusal: "file-too-large" },
  { limit: "pages", bytes: () => makePages([["Refunds"], ["Returns"], ["Grades"]]), tight: 2, wide: 3, refusal: "too-many-pages" },
  { limit: "bodyChars", bytes: () => makePages([["Refunds are paid within 30 days."]]), tight: 20, wide: 200, refusal: "too-much-text" },
  { limit: "markdownChars", bytes: () => long(100), tight: 1_000, wide: 10_000, refusal: "too-much-text" },
  { limit: "passages", bytes: () => long(200), tight: 3, wide: 30, refusal: "too-much-text" },
  { limit: "depth", bytes: () => nested(150), tight: 100, wide: 200, refusal: "too-deep" },
  { limit: "depth", bytes: () => makeDocx(`<w:tbl><w:tr><w:tc>${paragraph("Refunds")}</w:tc></w:tr></w:tbl>`), tight: 5, wide: 20, refusal: "too-deep" },
  { limit: "zipEntries", bytes: () => makeZip(docxEntries(paragraph("Refunds"))), tight: 4, wide: 5, refusal: "docx-suspicious" },
  { limit: "zipBytes", bytes: () => makeDocx(paragraph("Refunds")), tight: 1_000, wide: 100_000, refusal: "zip-too-large" },
  { limit: "zipRatio", bytes: () => makeDocx(spaces), tight: 100, wide: 5_000, refusal: "zip-too-large" },
  { limit: "answerBytes", bytes: () => long(100), tight: 1_000, wide: 100_000, refusal: "too-much-text" },
];

test.each(CASES)("$limit holds at $tight and lets through at $wide", { timeout: 180_000 }, async ({ limit, bytes, tight, wide, refusal }) => {
  const file = bytes();
  await expect(readFile(file, "rules", { limits: { [limit]: tight } })).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT", message: REFUSALS[refusal] });
  expect((await readFile(file, "rules", { limits: { [limit]: wide } })).body).toContain("Refunds");
});

/** Runs a program in the place of the reader. It may use what the reader may: what it says comes as bodies. */
async function takeOver(program: string, limits: Partial<ReadLimits> = {}): Promise<string[]> {
  const said: string[] = [];
  await runReadingProcess(text("x"), { ...LIMITS, ...limits }, (line) => void ("body" in line && said.push(line.body)), {
    program: text(`import { writeSync } from "node:fs"; const say = (body) => writeSync(1, JSON.stringify({ body: String(body) }) + "\\n"); writeSync(1, '{"ready":true}\\n'); ${program}`),
  });
  return said;
}

/** Says how an act ended. */
const tried = (act: string) => `try { say("did it: " + (${act})); } catch (error) { say("no: " + error.code + " " + error.message); }`;

test("a reader that was taken over reads and writes no file, starts nothing, runs no text and knows nothing of its surroundings", { timeout: 120_000 }, async () => {
  const tally = new Tally("S11", "walls");
  const target = join(tmpdir(), `misty-${v7()}`);
  const acts: Record<string, string> = {
    "write a file": tried(`(await import("node:fs")).writeFileSync(${JSON.stringify(target)}, "x")`),
    "read a file": tried(`(await import("node:fs")).readFileSync("/etc/hostname")`),
    "list a folder": tried(`(await import("node:fs")).readdirSync("/")`),
    "start a program": tried(`(await import("node:child_process")).execFileSync("/bin/true")`),
    "start a thread": tried(`new (await import("node:worker_threads")).Worker("1", { eval: true })`),
    "load native code": tried(`process.dlopen({ exports: {} }, "/lib/x.node")`),
    "run a text": tried(`eval("1 + 1")`),
    "make a function": tried(`new Function("return 1")()`),
  };
  for (const [what, program] of Object.entries(acts)) {
    const said = (await takeOver(program)).join();
    tally.attempt(said.startsWith("no: "), `could ${what}: ${said}`);
  }
  tally.attempt(!existsSync(target), "left a file");
  const [names = ""] = await takeOver(`say(Object.keys(process.env).join(" "));`);
  tally.attempt(names.split(" ").every((name) => /^(?:NODE_ENV|PWD|_|SHLVL|OLDPWD)$/.test(name)), `knows the environment: ${names}`);
  expect(tally.report()).toEqual([]);
});

test("memory is held, the heap's and that of buffers", { timeout: 120_000 }, async () => {
  const message = REFUSALS["too-much-memory"];
  const heap = `const all = []; for (let n = 0; n < 30; n++) all.push(Array.from({ length: 1_000_000 }, (_, at) => ({ at }))); say(all.length);`;
  await expect(takeOver(heap, { heapMegabytes: 100 })).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT", message });
  const buffers = `const all = []; for (let n = 0; n < 40; n++) all.push(Buffer.alloc(10_000_000, 1)); say(all.length);`;
  expect(await takeOver(buffers)).toEqual(["40"]);
  if (process.platform === "linux") await expect(takeOver(buffers, { memoryMegabytes: 300 })).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT" });
});

test("a reader that never ends, says too much, or says what it may not is ended", { timeout: 120_000 }, async () => {
  await expect(takeOver("for (;;) { }", { deadlineMs: 5_000 })).rejects.toMatchObject({ message: REFUSALS["too-slow"] });
  if (process.platform !== "win32") await expect(takeOver("for (;;) { }", { cpuSeconds: 1 })).rejects.toMatchObject({ message: REFUSALS["too-slow"] });
  await expect(takeOver(`for (;;) say("x".repeat(50_000));`, { answerBytes: 1_000_000 })).rejects.toMatchObject({ message: REFUSALS["too-much-text"] });
  await expect(takeOver(`for (;;) writeSync(1, "x".repeat(60_000));`)).rejects.toMatchObject({ message: REFUSALS.damaged });
  for (const line of [`{"body":7}`, `{"end":{"kind":"exe"}}`, `{"refused":"because"}`, "no JSON", `{"spans":[{"headings":[],"start":-1,"end":2,"page":null}]}`]) {
    await expect(takeOver(`writeSync(1, ${JSON.stringify(`${line}\n`)}); for (;;) { }`)).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT", message: REFUSALS.damaged });
  }
  await expect(takeOver("process.exit(3);")).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT", message: REFUSALS.damaged });
});

test("the reader's own program asks Node for nothing but its pipes and unpacking, and nothing comes over the network", { timeout: 120_000 }, async () => {
  const { readerCode } = await import("#kb/ingest/reader-code.ts");
  const program = Buffer.concat([await readerCode("pdf"), await readerCode("other")]).toString("utf8");
  const imported = new Set([...program.matchAll(/^\s*(?:import|export)\b[^"'\n]*["']([^"'\n]+)["'];?$/gm)].map(([, name]) => name));
  expect([...imported].sort()).toEqual(["node:fs", "node:zlib"]);
  let calls = 0;
  const server = createServer((socket) => {
    calls++;
    socket.destroy();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}/x`;
  await readFile(text(`<!doctype html><body><p>Refunds</p><img src="${url}"><iframe src="${url}"></iframe><script src="${url}"></script></body>`), "rules");
  await readFile(makePages([["Refunds"]], { catalog: `/OpenAction << /S /URI /URI (${url}) >>` }), "rules");
  await readFile(text(`# Refunds\n\n![x](${url})\n`), "rules");
  await new Promise((done) => server.close(done));
  expect(calls).toBe(0);
});

test("a reading that is called off ends with its reason, and its process with it", { timeout: 60_000 }, async () => {
  const off = new AbortController();
  const reading = readFile(makePages([["Refunds"]], { content: packed("q 1 0 0 1 0 0 cm Q\n".repeat(2_000_000)) }), "rules", { signal: off.signal });
  setTimeout(() => off.abort(new Error("Never mind")), 300);
  await expect(reading).rejects.toThrow("Never mind");
  await expect(readFile(text("Refunds"), "rules", { signal: off.signal })).rejects.toThrow("Never mind");
});
