import type { LanguageModelV3Prompt, LanguageModelV3ToolResultOutput } from "@ai-sdk/provider";
import { isDay } from "#server/contracts/calendar.ts";

/** A call that a model made earlier, and what came back. */
export interface PastCall {
  id: string;
  tool: string;
  input: Record<string, unknown>;
  /** The result's text or JSON; null while none is there. */
  result: string | null;
  /** The tool's own plain words for it. */
  described: string | null;
  isError: boolean;
}

export interface PastTurn {
  question: string;
  calls: PastCall[];
  answer: string;
}

/** What the program says beside the instructions. */
export interface ShopContext {
  today: string | null;
  currency: string;
  shop: string;
  firstDay: string | null;
  page: { from: string; to: string; label: string } | null;
  /** Names that are known without asking, by what they are. */
  names: { kind: string; name: string }[];
  events: { day: string; name: string }[];
}

export interface ReadPrompt {
  context: ShopContext;
  /** Finished turns, oldest first. */
  past: PastTurn[];
  /** The turn that is being answered; its calls are those already made. */
  now: PastTurn;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const day = (value: unknown): string | null => (typeof value === "string" && isDay(value.slice(0, 10)) ? value.slice(0, 10) : null);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function parseObject(json: string): Json {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** Lists of names in the context, "genres": ["Hard bop"], become names of the kind "genre". */
function readNames(raw: Json): { kind: string; name: string }[] {
  return Object.entries(raw).flatMap(([key, value]) =>
    list(value)
      .filter((name): name is string => typeof name === "string" && name.length > 1)
      .map((name) => ({ kind: key.replace(/ies$/, "y").replace(/s$/, ""), name })),
  );
}

function readContext(system: string): ShopContext {
  const raw = parseObject(/<context>([\s\S]*?)<\/context>/.exec(system)?.[1] ?? "");
  const page = isObject(raw["page"]) ? raw["page"] : {};
  const [from, to] = [day(page["from"]), day(page["to"])];
  return {
    today: day(raw["today"]),
    currency: text(raw["currency"]) ?? "",
    shop: text(raw["shop"]) ?? "",
    firstDay: day(raw["firstOrderDay"]) ?? day(raw["firstDay"]),
    page: from && to && from <= to ? { from, to, label: text(page["label"]) ?? "" } : null,
    names: readNames(raw),
    events: list(raw["events"]).flatMap((event) => {
      const when = isObject(event) ? day(event["day"]) : null;
      const name = isObject(event) ? text(event["name"]) : null;
      return when && name ? [{ day: when, name }] : [];
    }),
  };
}

function readOutput(output: LanguageModelV3ToolResultOutput): Pick<PastCall, "result" | "described" | "isError"> {
  const options = "providerOptions" in output ? output.providerOptions?.["misty"] : undefined;
  const described = text(options?.["described"]);
  switch (output.type) {
    case "text":
      return { result: output.value, described, isError: false };
    case "json":
      return { result: JSON.stringify(output.value), described, isError: false };
    case "error-text":
      return { result: output.value, described: null, isError: true };
    case "error-json":
      return { result: JSON.stringify(output.value), described: null, isError: true };
    case "execution-denied":
      return { result: output.reason ?? "It was not allowed.", described: null, isError: true };
    case "content":
      return { result: output.value.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n"), described, isError: false };
  }
}

const emptyTurn = (question: string): PastTurn => ({ question, calls: [], answer: "" });

/** The conversation as turns. Files and reasoning are passed over. */
export function readPrompt(prompt: LanguageModelV3Prompt): ReadPrompt {
  const turns: PastTurn[] = [];
  let system = "";
  for (const message of prompt) {
    if (message.role === "system") {
      system += `\n${message.content}`;
      continue;
    }
    if (message.role === "user") {
      const question = message.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
      const last = turns.at(-1);
      // Two messages of the asker in a row are one question.
      if (last && last.calls.length === 0 && last.answer === "") last.question += `\n${question}`;
      else turns.push(emptyTurn(question));
      continue;
    }
    const turn = turns.at(-1) ?? turns[turns.push(emptyTurn("")) - 1];
    if (!turn) continue;
    for (const part of message.content) {
      if (part.type === "text") turn.answer += part.text;
      if (part.type === "tool-call") turn.calls.push({ id: part.toolCallId, tool: part.toolName, input: isObject(part.input) ? part.input : {}, result: null, described: null, isError: false });
      if (part.type === "tool-result") {
        const call = turn.calls.find((candidate) => candidate.id === part.toolCallId);
        if (call) Object.assign(call, readOutput(part.output), { described: readOutput(part.output).described ?? text(part.providerOptions?.["misty"]?.["described"]) });
      }
    }
  }
  const now = turns.pop() ?? emptyTurn("");
  return { context: readContext(system), past: turns, now };
}
