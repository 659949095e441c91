import { readdirSync, readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate as breathe } from "node:timers/promises";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { Nodes } from "mdast";
import { expect, test } from "vitest";
import type { ReadDocument } from "#kb/ingest/contracts.ts";
import { readFile } from "#kb/ingest/read-file.ts";
import { REFUSALS } from "#kb/ingest/refusals.ts";
import { AppError } from "#server/errors.ts";
import { HOSTILE_FILES } from "./hostile-files/index.ts";
import { type HostileFile, numbersFrom, text } from "./hostile-files/types.ts";
import { KindTeller } from "./kind-teller.ts";
import { count, isFull, Tally } from "./tally.ts";

/*
 * S11: hostile files are refused with a sentence or read without what is hostile in them, and the process that asked for it
 * is as it was. `npm run security -- S11` reads all of them; `npm test` every twelfth, of each family.
 */

const SENTENCES = new Set<string>(Object.values(REFUSALS));
/** How long a file may take: one whose reading is a matter of luck, one that must be refused (for taking long, too), one that must be read. */
const PATIENCE_MS = { luck: 3_000, refused: 20_000, read: 120_000 };
const MOST_GROWTH_BYTES = 400 * 1024 * 1024;

const UNSHOWN = /[\u0000-\u0008\u000B-\u001F\u007F\u200B\u202A-\u202E\u2066-\u2069\uFEFF]/;

/** Nodes that run, are fetched, or lead to what runs. */
function* harmful(node: Nodes): Generator<string> {
  if (node.type === "html" || node.type === "image") yield node.type;
  if (node.type === "link" && /^\s*(?:javascript|vbscript|data|file):/i.test(node.url)) yield node.url;
  if ("children" in node) for (const child of node.children) yield* harmful(child);
}

/** What is wrong with a document that was read from a hostile file; null when nothing is. */
function faultOf(file: HostileFile, read: ReadDocument): string | null {
  if (file.must === "refused") return `was read as ${read.kind}: ${read.body.slice(0, 80)}`;
  const { body, passages, title } = read;
  if (passages.length === 0) return "has no passages";
  if (!passages.every(({ content, startOffset, endOffset }) => content === body.slice(startOffset, endOffset))) return "has a passage that is not in its text";
  if (UNSHOWN.test(body) || UNSHOWN.test(title ?? "")) return "has what nothing shows";
  if (title !== null && (/[\n\r]/.test(title) || title.length > 200)) return `has the title ${title}`;
  const left = file.without?.exec(body);
  if (left) return `still has ${left[0]}`;
  if (read.kind === "html" || read.kind === "docx") for (const what of harmful(fromMarkdown(body.slice(0, 20_000)))) return `has ${what} in its Markdown`;
  return null;
}

/** Reads a file and adds the longest wait of the main loop meanwhile to `waits`: making the file and looking at what was read are the test's own work. */
async function attempt(file: HostileFile, waits: number[]): Promise<string | null> {
  const bytes = file.make();
  await breathe();
  // A new one each time: one that was paused counts the pause as a wait.
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  const stop = () => {
    lag.disable();
    waits.push(lag.max / 1e6);
  };
  try {
    const read = await readFile(bytes, file.fileName ?? "rules.md", { limits: { deadlineMs: PATIENCE_MS[file.must ?? "luck"] } });
    stop();
    return faultOf(file, read);
  } catch (error) {
    stop();
    if (!(error instanceof AppError) || error.code !== "UNPROCESSABLE_CONTENT") return `failed: ${String(error)} ${String(error instanceof Error ? error.cause : "")}`;
    if (!SENTENCES.has(error.message)) return `was refused without a sentence: ${error.message}`;
    return file.must === "read" ? `was refused: ${error.message}` : null;
  }
}

/** What a page may begin with, in any order and number, and often with no end. */
const BEGINNINGS = ["<!--", "-->", "<!---->", "<?xml", "?>", " ", "\n", "<!doctype", "<svg", "x"];
const beginnings = (seed: number): Uint8Array => {
  const next = numbersFrom(seed);
  return text(Array.from({ length: 1 + Math.floor(next() * 300) }, () => BEGINNINGS[Math.floor(next() * BEGINNINGS.length)] ?? "").join(""));
};

/** Processes that this one started and that are still there, where the system tells. */
function children(): string[] {
  try {
    return readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ").filter((pid) => pid !== "" && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--input-type=module"));
  } catch {
    return [];
  }
}

/** Files by the names that hostile ones ask for, where they would come to lie. */
const leftBehind = (): string[] =>
  [".", "..", "/", tmpdir(), homedir(), "/etc/cron.d"].flatMap((folder) => {
    try {
      return readdirSync(folder).filter((name) => name.includes("evil")).map((name) => `${folder}/${name}`);
    } catch {
      return [];
    }
  });

test("there are more than 200 of them, no two alike", () => {
  expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(200);
  expect(new Set(HOSTILE_FILES.map(({ family, name }) => `${family}: ${name}`)).size).toBe(HOSTILE_FILES.length);
});

test("what the main process itself looks at of a file never makes it stand still: the beginnings of all of them, and of thousands made of what opens a page", { timeout: 600_000 }, async () => {
  const tally = new Tally("S11", "kinds told");
  const teller = new KindTeller();
  const files: Pick<HostileFile, "name" | "make">[] = [
    ...HOSTILE_FILES,
    ...[20, 300, 9_000].map((comments) => ({ name: `${comments} comments without an element`, make: () => text(`${"<!---->".repeat(comments)}x`) })),
    ...Array.from({ length: count(5_000, 500) }, (_, seed) => ({ name: `beginnings ${seed}`, make: () => beginnings(seed) })),
  ];
  for (const { name, make } of files) {
    const fault = await teller.ask(make());
    tally.attempt(fault === null, `${name}: ${fault ?? ""}`);
  }
  await teller.end();
  process.stdout.write(`S11: the kind of ${files.length} files was told\n`);
  expect(tally.report()).toEqual([]);
});

test("each hostile file is refused with a sentence or read without harm, and the reading process's parent stays well", { timeout: 1_800_000 }, async () => {
  const files = isFull ? HOSTILE_FILES : HOSTILE_FILES.filter((_, at) => at % 12 === 5);
  const tally = new Tally("S11", "hostile files");
  const before = leftBehind();
  await attempt({ name: "warm up", make: () => new TextEncoder().encode("Refunds") }, []);
  const memory = process.memoryUsage.rss();
  const waits: number[] = [];
  let read = 0;
  for (const file of files) {
    const fault = await attempt(file, waits);
    if (fault === null) read++;
    tally.attempt(fault === null, `${file.family}: ${file.name}: ${fault ?? ""}`);
  }
  process.stdout.write(`S11: ${files.length} hostile files, ${read} held; the longest the main loop waited was ${Math.max(...waits).toFixed(0)} ms, for half of the files at most ${(waits.sort((a, b) => a - b)[Math.floor(waits.length / 2)] ?? 0).toFixed(0)} ms\n`);
  tally.attempt(process.memoryUsage.rss() - memory < MOST_GROWTH_BYTES, "the main process grew by 400 MB");
  tally.attempt(children().length === 0, "a reading process is still there");
  tally.attempt(leftBehind().every((path) => before.includes(path)), "a file of theirs was written");
  tally.attempt(Object.keys(Object.prototype).length === 0, "the prototype of all objects has something new");
  expect(tally.report()).toEqual([]);
});
