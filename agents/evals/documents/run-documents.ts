import { monitorEventLoopDelay } from "node:perf_hooks";
import { sql } from "drizzle-orm";
import { askInTerminal } from "#agents/runtime/ask.ts";
import { withSystem } from "#db/rls.ts";
import type { Env } from "#server/env.ts";
import { followCorpus, readyDocuments, workUntilIdle } from "#server/jobs/knowledge/corpus.ts";
import { documentWorkOf } from "#server/jobs/knowledge/document-work.ts";
import type { Runtime } from "#server/runtime.ts";
import { openEvalShop } from "../open-eval-shop.ts";
import { wilsonInterval } from "../wilson.ts";
import { DOCUMENT_QUESTIONS, UNANSWERED_DOCUMENT_QUESTIONS } from "./questions.ts";

/** How the product's own jobs took a folder of real documents in. */
interface Intake {
  files: number;
  /** Refused or failed, with the sentence that the documents' page says. */
  notRead: { file: string; sentence: string }[];
  passages: number;
  seconds: number;
  /** Lag of the main loop meanwhile, ms. */
  lagP99Ms: number;
  lagMaxMs: number;
}

type Result = "right" | "wrong" | "declined" | "failed";

interface Graded {
  id: string;
  question: string;
  file: string | null;
  result: Result;
  cited: number;
  notVerbatim: number;
  text: string;
}

export interface DocumentsOutcome {
  intake: Intake;
  graded: Graded[];
}

const FOLDER = "real";
const collapse = (text: string): string => text.replace(/\s+/g, " ").trim();

async function takeIn(runtime: Runtime, path: string, log: (words: string) => void): Promise<Intake> {
  const work = documentWorkOf(runtime, new AbortController().signal);
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const startedAt = performance.now();
  lag.enable();
  await readyDocuments(work);
  const { added, refused } = await followCorpus(work, { path, prefix: FOLDER, bringBack: false }, "command_line");
  log(`${added.length} documents to read`);
  await workUntilIdle(work);
  lag.disable();
  const [{ passages } = { passages: 0 }] = await withSystem(runtime.db, "count the passages of an exam", (tx) => tx.execute<{ passages: number }>(sql`select count(*)::int as passages from document_chunks`), { readOnly: true });
  const failed = await withSystem(runtime.db, "documents of an exam that could not be read", (tx) => tx.execute<{ file: string; sentence: string | null }>(sql`select corpus_name as file, failure as sentence from documents where status = 'failed' order by 1`), { readOnly: true });
  return {
    files: added.length + refused.length,
    notRead: [...refused.map(({ fileName, sentence }) => ({ file: fileName, sentence })), ...failed.map(({ file, sentence }) => ({ file: file.slice(FOLDER.length + 1), sentence: sentence ?? "" }))],
    passages,
    seconds: (performance.now() - startedAt) / 1000,
    lagP99Ms: lag.percentile(99) / 1e6,
    lagMaxMs: lag.max / 1e6,
  };
}

interface Kept extends Record<string, unknown> {
  id: string;
  file: string;
  body: string;
  content: string;
}

/** Whether a citation's quote and the words that answer share any of the document. */
function meets(body: string, quote: string, wanted: string): boolean {
  const [text, cited, right] = [collapse(body), collapse(quote), collapse(wanted)];
  const [from, to] = [text.indexOf(right), text.indexOf(cited)];
  return from >= 0 && to >= 0 && to < from + right.length && from < to + cited.length;
}

/** Takes a folder of real documents in as the product does, and asks the librarian what they answer and what they do not, each question in a conversation of its own. */
export async function runDocuments(env: Env, path: string, log: (words: string) => void): Promise<DocumentsOutcome> {
  let intake: Intake | null = null;
  const { runtime, close } = await openEvalShop(env, async (opened) => {
    intake = await takeIn(opened, path, log);
  });
  try {
    if (!intake) throw new Error("Nothing was taken in.");
    const rows = await withSystem(runtime.db, "passages of an exam", (tx) => tx.execute<Kept>(sql`select c.id, d.corpus_name as file, d.body, c.content from document_chunks c join documents d on d.id = c.document_id`), { readOnly: true });
    const passages = new Map(rows.map((row) => [row.id, row]));
    const graded: Graded[] = [];
    for (const asked of [...DOCUMENT_QUESTIONS, ...UNANSWERED_DOCUMENT_QUESTIONS.map((one) => ({ ...one, file: null, quote: null }))]) {
      const answer = await askInTerminal(runtime, { agentId: "librarian", role: "admin", questions: [asked.question] });
      const isCited = answer.citations.some(({ passageId, quote }) => {
        const passage = passages.get(passageId);
        return asked.quote !== null && passage?.file === `${FOLDER}/${asked.file}` && meets(passage.body, quote, asked.quote);
      });
      const result: Result = answer.outcome !== "completed" ? "failed" : asked.quote === null ? (answer.declined ? "right" : "wrong") : answer.declined ? "declined" : isCited ? "right" : "wrong";
      const notVerbatim = answer.citations.filter(({ passageId, quote }) => quote === "" || !passages.get(passageId)?.content.includes(quote)).length;
      graded.push({ id: asked.id, question: asked.question, file: asked.file, result, cited: answer.citations.length, notVerbatim, text: answer.text });
    }
    return { intake, graded };
  } finally {
    await close();
  }
}

/** The outcome as lines for people, with each miss. */
export function printDocuments({ intake, graded }: DocumentsOutcome, write: (text: string) => void): void {
  write(`Real documents: ${intake.files} files, ${intake.passages} passages in ${intake.seconds.toFixed(1)} s; main loop lag p99 ${intake.lagP99Ms.toFixed(1)} ms, most ${intake.lagMaxMs.toFixed(0)} ms\n`);
  for (const { file, sentence } of intake.notRead) write(`  not read: ${file}: ${sentence}\n`);
  const say = (name: string, of: readonly Graded[]) => {
    const right = of.filter(({ result }) => result === "right").length;
    const interval = wilsonInterval(right, of.length);
    write(`${name.padEnd(46)} ${right} of ${of.length}${interval ? `  ${(interval.low * 100).toFixed(1)} to ${(interval.high * 100).toFixed(1)} %` : ""}\n`);
  };
  const cited = graded.reduce((sum, one) => sum + one.cited, 0);
  write(`quotes that stand verbatim in their passage      ${cited - graded.reduce((sum, one) => sum + one.notVerbatim, 0)} of ${cited}\n`);
  say("answerable, the passage itself cited", graded.filter(({ file }) => file !== null));
  say("not in the documents, declined", graded.filter(({ file }) => file === null));
  for (const { id, question, file, result, text } of graded.filter((one) => one.result !== "right")) write(`\n${id} · ${result} · ${file ?? "in no document"}\n  ${question}\n  ${text.replaceAll("\n", "\n  ")}\n`);
}
