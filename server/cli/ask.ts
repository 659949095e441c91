import { parseArgs } from "node:util";
import { AGENT_IDS, type AgentId } from "#agents/contracts/messages.ts";
import { askInTerminal, type TerminalAnswer } from "#agents/runtime/ask.ts";
import { USER_ROLES, type UserRole } from "#db/enums.ts";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { createLogger } from "../logger.ts";
import { openDatabase } from "../open-database.ts";
import { runCommand } from "./run-command.ts";
import { createRuntime } from "../create-runtime.ts";

const USAGE = `Usage: npm run ask -- "question" [--agent ${AGENT_IDS.join("|")}] [--as ${USER_ROLES.join("|")}] [--json]`;

const usage = (message: string): AppError => new AppError("BAD_REQUEST", `${message}\n${USAGE}`);
const isAgent = (id: string): id is AgentId => (AGENT_IDS as readonly string[]).includes(id);
const isRole = (role: string): role is UserRole => (USER_ROLES as readonly string[]).includes(role);

function readArguments(args: string[]): { question: string; agentId: AgentId; role: UserRole; json: boolean } {
  let parsed;
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { agent: { type: "string", default: "analyst" }, as: { type: "string", default: "manager" }, json: { type: "boolean", default: false } } });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : "The arguments are not right.");
  }
  const { values, positionals } = parsed;
  const question = positionals.join(" ").trim();
  if (question === "") throw usage("Write the question in quotes.");
  if (!isAgent(values.agent)) throw usage(`There is no agent called "${values.agent}".`);
  if (!isRole(values.as)) throw usage(`There is no role called "${values.as}".`);
  return { question, agentId: values.agent, role: values.as, json: values.json };
}

function print(answer: TerminalAnswer): void {
  process.stdout.write(`${answer.text}\n`);
  const tools = [...new Set(answer.evidence.map(({ tool }) => tool))];
  const from = tools.length > 0 ? `looked up with ${tools.join(", ")}` : "nothing was looked up";
  const loose = answer.numbers.filter(({ status }) => status === "unverified").map(({ text }) => text);
  process.stderr.write(`\n${answer.model}: ${from}.${loose.length > 0 ? ` Not found in the data: ${loose.join(", ")}.` : ""}\n`);
}

/** `npm run ask`: one turn of an agent in the terminal, as the built-in person "command line". It cannot approve. */
async function ask(env: Env, args: string[]): Promise<number> {
  const { question, agentId, role, json } = readArguments(args);
  const opened = await openDatabase(env, { purpose: "command" });
  // Standard output belongs to the answer.
  const logger = createLogger("silent");
  const runtime = createRuntime({ env, db: opened.db, logger, withQueryLimit: (limitMs, fn) => opened.withQueryLimit(limitMs, fn) });
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  try {
    const answer = await askInTerminal(runtime, { agentId, role, questions: [question], signal: stop.signal });
    if (json) {
      const { text, citations, evidence, numbers, usage: tokens, model, outcome } = answer;
      process.stdout.write(`${JSON.stringify({ text, citations, evidence, numbers, usage: tokens, model, outcome })}\n`);
    } else print(answer);
    return answer.outcome === "completed" ? 0 : 1;
  } finally {
    await runtime.tracing.stop();
    await opened.close();
  }
}

await runCommand(ask);
