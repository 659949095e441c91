import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { listTroubles, readShopModel, readWork } from "#db/queries/knowledge/work.ts";
import { withSystem } from "#db/rls.ts";
import { createRuntime } from "../create-runtime.ts";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { CORPUS, followCorpus, readyDocuments, workUntilIdle } from "../jobs/knowledge/corpus.ts";
import { type DocumentWork, documentWorkOf } from "../jobs/knowledge/document-work.ts";
import { createLogger } from "../logger.ts";
import { openDatabase } from "../open-database.ts";
import type { Folder } from "../services/knowledge/follow-folder.ts";
import { removeStrayFiles } from "../services/knowledge/stored-files.ts";
import { runCommand } from "./run-command.ts";

const USAGE = "Usage: npm run kb:index -- [DIR] [--embed-anew] [--json]";
const usage = (message: string): AppError => new AppError("BAD_REQUEST", `${message}\n${USAGE}`);
/** A server that runs beside works on documents too; until it is done with those it holds, we wait. */
const LOOK_EVERY_MS = 500;

async function readArguments(args: string[]): Promise<{ folder: Folder; json: boolean; embedAnew: boolean }> {
  let parsed;
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { json: { type: "boolean", default: false }, "embed-anew": { type: "boolean", default: false } } });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : "The arguments are not right.");
  }
  const flags = { json: parsed.values.json, embedAnew: parsed.values["embed-anew"] };
  const [given, ...more] = parsed.positionals;
  if (more.length > 0) throw usage("Index one folder at a time.");
  if (given === undefined) return { folder: { ...CORPUS, bringBack: true }, ...flags };
  if (!statSync(given, { throwIfNoEntry: false })?.isDirectory()) throw usage(`${given} is no folder.`);
  const path = await realpath(given);
  if (path === (await realpath(CORPUS.path))) return { folder: { ...CORPUS, bringBack: true }, ...flags };
  // Two folders of one name keep apart.
  return { folder: { path, prefix: `${basename(path)}~${createHash("sha256").update(path).digest("hex").slice(0, 8)}`, bringBack: true }, ...flags };
}

/** The shop's vectors are made anew when that is asked for, and not because this terminal lacks a variable of the server's. */
async function refuseAnotherModel({ db, embedder }: DocumentWork): Promise<void> {
  const model = await withSystem(db, "which model the documents are embedded by", (tx) => readShopModel(tx), { readOnly: true });
  if (model === null || model === embedder.id) return;
  throw new AppError("BAD_REQUEST", `The documents have vectors of ${model}, and here ${embedder.id} is set, so nothing was done. Set AI_EMBEDDING_MODEL and its provider as for the server, or call it with --embed-anew to have all vectors made anew by ${embedder.id}.`);
}

async function workToTheEnd(work: DocumentWork): Promise<void> {
  let said = "";
  const tell = async () => {
    const { toRead, passages, embedded } = await withSystem(work.db, "how far the documents are", (tx) => readWork(tx, work.embedder.id), { readOnly: true });
    const words = `${toRead} to read, ${embedded.toLocaleString("en")} of ${passages.toLocaleString("en")} passages embedded\n`;
    if (words !== said) process.stderr.write((said = words));
    return toRead > 0 || embedded < passages;
  };
  const timer = setInterval(() => void tell().catch(() => {}), 5_000);
  try {
    for (;;) {
      await workUntilIdle(work);
      if (!(await tell())) return;
      // What is put off is tried again by a server, later.
      const { held } = await withSystem(work.db, "what is left to do", (tx) => listTroubles(tx), { readOnly: true });
      if (held === 0) return;
      await pause(LOOK_EVERY_MS, undefined, { signal: work.signal });
    }
  } finally {
    clearInterval(timer);
  }
}

/** `npm run kb:index`: brings the documents up to a folder and makes them findable. Exit code 0: all in, 2: some not. */
async function index(env: Env, args: string[]): Promise<number> {
  const { folder, json, embedAnew } = await readArguments(args);
  const opened = await openDatabase(env, { purpose: "command" });
  const runtime = createRuntime({ env, db: opened.db, logger: createLogger("warn"), withQueryLimit: (limitMs, fn) => opened.withQueryLimit(limitMs, fn) });
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort(new Error("Stopped. What was read until now stays; call it again to go on.")));
  try {
    const work = documentWorkOf(runtime, stop.signal);
    if (!embedAnew) await refuseAnotherModel(work);
    await readyDocuments(work);
    const { added, changed, removed, refused } = await followCorpus(work, folder, "command_line");
    process.stderr.write(`${added.length} new, ${changed.length} changed, ${removed.length} gone.\n`);
    await workToTheEnd(work);
    await removeStrayFiles(work);
    const { troubles } = await withSystem(opened.db, "which documents are in trouble", (tx) => listTroubles(tx), { readOnly: true });
    const failed = [...refused, ...troubles.map(({ fileName, sentence }) => ({ fileName, sentence }))];
    const { passages, embedded } = await withSystem(opened.db, "how far the documents are", (tx) => readWork(tx, work.embedder.id), { readOnly: true });
    if (json) process.stdout.write(`${JSON.stringify({ added, changed, removed, failed, passages, embedded, model: work.embedder.id })}\n`);
    else {
      process.stdout.write(`${passages.toLocaleString("en")} passages, ${embedded.toLocaleString("en")} of them with vectors of ${work.embedder.name}.\n`);
      for (const { fileName, sentence } of failed) process.stdout.write(`  ${fileName}: ${sentence}\n`);
    }
    return failed.length > 0 ? 2 : 0;
  } finally {
    await runtime.tracing.stop();
    await opened.close();
  }
}

await runCommand(index);
