import type { AnswerBlock, ToolFailure } from "#agents/contracts/blocks.ts";
import type { MistyMessage, NumberMark } from "#agents/contracts/messages.ts";
import { formatCount, plural } from "#app/lib/format.ts";

/** A question and what was answered. */
export interface Turn {
  question: MistyMessage;
  answer: MistyMessage | null;
}

/** One look-up of an answer. */
export interface Step {
  callId: string;
  label: string;
  state: "working" | "done" | "failed";
  block: AnswerBlock | null;
  /** Why it failed. */
  sentence: string | null;
}

/** The questions of a conversation, each with its answer. */
export function turnsOf(messages: readonly MistyMessage[]): Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (message.role === "user") turns.push({ question: message, answer: null });
    else if (message.role === "assistant" && last) last.answer = last.answer ? { ...message, parts: [...last.answer.parts, ...message.parts] } : message;
  }
  return turns;
}

/** The words of a message; what a model said before and after a look-up are paragraphs of one text. */
export const textOf = (message: MistyMessage): string =>
  message.parts
    .flatMap((part) => (part.type === "text" && part.text.trim() !== "" ? [part.text] : []))
    .join("\n\n");

const isFailure = (output: AnswerBlock | ToolFailure): output is ToolFailure => "error" in output;

/** "topAlbums" -> "Top albums", for a tool that brought no name. */
const nameOf = (type: string): string => {
  const words = type.replace(/^tool-/, "").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The look-ups of an answer in their order. */
export function stepsOf(message: MistyMessage): Step[] {
  return message.parts.flatMap((part): Step[] => {
    if (!part.type.startsWith("tool-") || !("toolCallId" in part)) return [];
    const { toolCallId: callId, state } = part;
    const step = { callId, label: part.title ?? nameOf(part.type) };
    if (state === "output-error") return [{ ...step, state: "failed", block: null, sentence: part.errorText }];
    if (state !== "output-available") return [{ ...step, state: "working", block: null, sentence: null }];
    // It stands in a database and came over a wire: the type is a promise only.
    const output = part.output as AnswerBlock | ToolFailure | null | undefined;
    if (!output || isFailure(output)) return [{ ...step, state: "failed", block: null, sentence: output?.error ?? "It gave nothing." }];
    return [{ ...step, state: "done", block: output, sentence: null }];
  });
}

/** Where the figures of an answer come from; null while that is not known. */
export function marksOf(message: MistyMessage): NumberMark[] | null {
  const part = message.parts.find(({ type }) => type === "data-numbers");
  return part?.type === "data-numbers" ? part.data.marks : null;
}

/** How much a look-up found: "96 rows", "8 passages", "6 figures". */
export function sayFound(block: AnswerBlock): string {
  if (block.passages) return plural(block.passages.length, "passage");
  if (block.table) return plural(block.table.total, "row");
  return plural(block.figures.length, "figure");
}

/** "0.9 s", "40 ms". */
export const sayDuration = (ms: number): string => (ms < 100 ? `${formatCount(Math.max(1, Math.round(ms)))}\u00a0ms` : `${(ms / 1000).toFixed(1)}\u00a0s`);
