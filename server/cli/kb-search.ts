import { parseArgs } from "node:util";
import { v7 } from "uuid";
import { searchKnowledge } from "#kb/search.ts";
import { USER_ROLES, type UserRole } from "#db/enums.ts";
import { createRuntime } from "../create-runtime.ts";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { createLogger } from "../logger.ts";
import { openDatabase } from "../open-database.ts";
import { runCommand } from "./run-command.ts";

const USAGE = `Usage: npm run kb:search -- "words" [--limit N] [--as ${USER_ROLES.join("|")}] [--json]`;
const usage = (message: string): AppError => new AppError("BAD_REQUEST", `${message}\n${USAGE}`);
const isRole = (role: string): role is UserRole => (USER_ROLES as readonly string[]).includes(role);
const SHOWN = 240;

function readArguments(args: string[]): { words: string; limit: number; role: UserRole; json: boolean } {
  let parsed;
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { limit: { type: "string", default: "8" }, as: { type: "string", default: "manager" }, json: { type: "boolean", default: false } } });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : "The arguments are not right.");
  }
  const { values, positionals } = parsed;
  const words = positionals.join(" ").trim();
  const limit = Number(values.limit);
  if (words === "") throw usage("Write what to look for in quotes.");
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw usage("--limit is a whole number, 1 to 100.");
  if (!isRole(values.as)) throw usage(`There is no role called "${values.as}".`);
  return { words, limit, role: values.as, json: values.json };
}

/** `npm run kb:search`: the passages nearest to some words, as somebody with that role finds them. */
async function search(env: Env, args: string[]): Promise<number> {
  const { words, limit, role, json } = readArguments(args);
  const opened = await openDatabase(env, { purpose: "command" });
  const runtime = createRuntime({ env, db: opened.db, logger: createLogger("silent") });
  try {
    const { passages, note } = await searchKnowledge(opened.db, { id: v7(), role }, runtime.models.embedder, words, { limit });
    if (note) process.stderr.write(`${note}\n`);
    if (json) {
      const found = passages.map(({ id, documentId, title, version, headings, content, startOffset, endOffset, page, score }) => ({ document: title, chunk: id, score, quote: content, documentId, version, headings, page, startOffset, endOffset }));
      process.stdout.write(`${JSON.stringify(found)}\n`);
    } else {
      for (const [at, { title, headings, content, page, score }] of passages.entries()) {
        const text = content.replace(/\s+/g, " ");
        process.stdout.write(`${at + 1}. ${[title, ...headings.filter((heading) => heading !== title)].join(" > ")}${page === null ? "" : `, page ${page}`} (${score.toFixed(4)})\n   ${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}\n`);
      }
      if (passages.length === 0) process.stdout.write("Nothing was found. Are the documents indexed (npm run kb:index)?\n");
    }
    return 0;
  } finally {
    await runtime.tracing.stop();
    await opened.close();
  }
}

await runCommand(search);
