import { v7 } from "uuid";
import type { UserRole } from "#db/enums.ts";
import { AppError } from "#server/errors.ts";
import type { Runtime } from "#server/runtime.ts";
import type { SourcesData } from "../contracts/sources.ts";
import type { AgentId, MistyMessage, NumberMark } from "../contracts/messages.ts";
import { findAgent } from "./agents.ts";
import { type Citation, type NearestPassage, withoutDroppedMarks } from "../contracts/citations.ts";
import { textOf } from "./message-words.ts";
import { runTurn, type TurnResult } from "./run-turn.ts";

/** The built-in person of the terminal: no row of users, no password, no conversation. */
const COMMAND_LINE = "00000000-0000-7000-8000-0000000000c1";

/** What `npm run ask -- --json` prints. */
export interface TerminalAnswer {
  text: string;
  /** Spans of documents that bear the answer out; other agents than the librarian cite none. */
  citations: Citation[];
  /** True when the librarian said that it is not in the documents. */
  declined: boolean;
  /** Sentences that state something and cite nothing that holds. */
  uncited: string[];
  /** What came nearest where it declined. */
  nearest: NearestPassage[];
  /** Pages of the web that the jazz researcher's answer stands on. */
  sources: SourcesData | null;
  evidence: { id: string; tool: string; sql: string | null; params: unknown[]; rows: unknown[] }[];
  numbers: NumberMark[];
  usage: TurnResult["usage"];
  model: string;
  outcome: TurnResult["outcome"];
}

interface Terminal {
  agentId: AgentId;
  role: UserRole;
  /** The last is answered; those before it are asked first, as one conversation. */
  questions: readonly string[];
  signal?: AbortSignal;
}

/** Asks an agent in the name of the command line. Gives the last answer with its evidence. Throws NOT_FOUND for an unknown agent. */
export async function askInTerminal(runtime: Runtime, { agentId, role, questions, signal = new AbortController().signal }: Terminal): Promise<TerminalAnswer> {
  const agent = findAgent(agentId);
  if (!agent) throw new AppError("NOT_FOUND", `There is no agent called "${agentId}".`);
  const messages: MistyMessage[] = [];
  let last: TurnResult | null = null;
  for (const question of questions) {
    messages.push({ id: v7(), role: "user", parts: [{ type: "text", text: question }] });
    const { finished } = await runTurn({
      runtime,
      agent,
      asker: { kind: "command_line", person: { id: COMMAND_LINE, role } },
      messages: [...messages],
      conversationId: null,
      answerId: v7(),
      page: null,
      signal,
      save: () => Promise.resolve(),
    });
    last = await finished;
    messages.push(last.answer);
  }
  if (!last) throw new AppError("BAD_REQUEST", "Write a question.");
  const { answer, checked: { marks, passages, sources }, usage, outcome, calls } = last;
  const said = passages ? withoutDroppedMarks(textOf(answer), passages) : textOf(answer);
  return {
    // What went wrong stands below what was said until then.
    text: [said, answer.metadata?.notice ?? ""].filter((said) => said !== "").join("\n\n"),
    citations: passages?.citations ?? [],
    declined: passages?.declined ?? false,
    uncited: (passages?.uncited ?? []).map(({ start, end }) => textOf(answer).slice(start, end)),
    nearest: passages?.nearest ?? [],
    sources,
    evidence: calls.map((call) => ({ id: call.callId, tool: call.tool, sql: call.statements.map(({ text }) => text.trim()).join(";\n\n") || null, params: call.statements.map(({ parameters }) => parameters), rows: [...call.rows] })),
    numbers: marks,
    usage,
    model: answer.metadata?.model ?? "",
    outcome,
  };
}
