import { join } from "node:path";
import { parseArgs } from "node:util";
import { KEYLESS } from "#agents/runtime/embedder.ts";
import { type Env, EnvError, loadDotEnv, readEnv } from "#server/env.ts";
import { PARTS, type Part } from "#kb/golden-questions/types.ts";
import { printAltered, printAnswers, summariseAltered, summariseAnswers } from "./answers/print-answers.ts";
import { holdAltered } from "./answers/run-altered.ts";
import { isPart, runAnswers } from "./answers/run-answers.ts";
import { printExam, summarise } from "./assistant/print-exam.ts";
import { runExam } from "./assistant/run-exam.ts";
import { printDocuments, runDocuments } from "./documents/run-documents.ts";
import { readCollections } from "./retrieval/collection.ts";
import { runRetrieval } from "./retrieval/run-retrieval.ts";

/** One eval: what it prints for people, and what for machines. */
interface Outcome {
  json: unknown;
  print(write: (text: string) => void): void;
}

type Eval = (env: Env, log: (words: string) => void, parts: readonly Part[]) => Promise<Outcome>;

/** E2, E2b and E3: what the librarian answers, cites and declines. */
async function answers(env: Env, log: (words: string) => void, parts: readonly Part[]): Promise<Outcome> {
  const altered = await holdAltered();
  const graded = await runAnswers(env, parts, log);
  return {
    json: { ...summariseAnswers(graded), altered: summariseAltered(altered), questions: graded },
    print: (write) => {
      printAltered(altered, write);
      printAnswers(graded, write);
    },
  };
}

/** Names on the command line. */
const EVALS: Record<string, Eval> = {
  assistant: async (env, log) => {
    const graded = await runExam(env, log);
    return { json: { ...summarise(graded), questions: graded }, print: (write) => printExam(graded, write) };
  },
  answers,
  documents: async (env, log) => {
    if (!env.DATA_SETS_DIR) return { json: {}, print: (write) => write("documents: not run. DATA_SETS_DIR names no folder of real documents.\n") };
    const outcome = await runDocuments(env, join(env.DATA_SETS_DIR, "documents"), log);
    return { json: outcome, print: (write) => printDocuments(outcome, write) };
  },
  retrieval: async (env, log) => {
    if (!env.DATA_SETS_DIR) return { json: {}, print: (write) => write("retrieval: not run. DATA_SETS_DIR names no folder of judged collections.\n") };
    const measured = await runRetrieval(env, KEYLESS, readCollections(join(env.DATA_SETS_DIR, "ir")), log);
    return {
      json: measured,
      print: (write) => {
        write("Retrieval                      nDCG@10    MAP  recall@100\n");
        for (const [name, halves] of Object.entries(measured))
          for (const [half, { ndcg10, map, recall100 }] of Object.entries(halves)) write(`${`${name}, ${half}`.padEnd(28)} ${ndcg10.toFixed(4).padStart(9)} ${map.toFixed(4).padStart(6)} ${recall100.toFixed(4).padStart(11)}\n`);
      },
    };
  },
};

/** Names for a part of another eval, which is run whole. */
const ALIASES: Record<string, Eval> = { citations: answers, decline: answers };

const USAGE = `npm run eval -- [${[...Object.keys(EVALS), ...Object.keys(ALIASES)].join("|")}] [--part ${PARTS.join("|")}] [--json]\n`;

function readArguments(args: string[]): { names: string[]; json: boolean; parts: readonly Part[] } | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: "boolean", default: false }, part: { type: "string" } } });
    const names = positionals.length === 0 ? Object.keys(EVALS) : [...new Set(positionals)];
    if (values.part !== undefined && !isPart(values.part)) return null;
    return names.every((name) => Object.hasOwn(EVALS, name) || Object.hasOwn(ALIASES, name)) ? { names, json: values.json, parts: values.part === undefined ? PARTS : [values.part] } : null;
  } catch {
    return null;
  }
}

/** Runs the evals named on the command line, all without a name. Returns the exit code. */
async function main(): Promise<number> {
  const wishes = readArguments(process.argv.slice(2));
  if (!wishes) {
    process.stderr.write(USAGE);
    return 1;
  }
  loadDotEnv();
  const env = readEnv();
  const outcomes: Record<string, unknown> = {};
  for (const name of wishes.names) {
    const outcome = await (EVALS[name] ?? ALIASES[name])?.(env, (words) => process.stderr.write(`${words}\n`), wishes.parts);
    if (!outcome) continue;
    outcomes[name] = outcome.json;
    if (!wishes.json) outcome.print((text) => process.stdout.write(text));
  }
  if (wishes.json) process.stdout.write(`${JSON.stringify(outcomes)}\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof EnvError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
