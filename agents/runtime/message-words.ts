import { isFailure } from "../contracts/blocks.ts";
import { findMarks } from "../contracts/citations.ts";
import type { MistyMessage } from "../contracts/messages.ts";

/** Messages of the conversation that a model sees at most. */
const HISTORY = 16;

/** The words of a message, without its tool calls. */
export const textOf = (message: Pick<MistyMessage, "parts"> | undefined): string =>
  (message?.parts ?? []).flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n").trim();

/** The newest messages that a model is shown, from a question on: Vertex takes no history that begins with an answer's tool calls. */
export function recentMessages(messages: readonly MistyMessage[]): MistyMessage[] {
  const recent = messages.slice(-HISTORY);
  return recent.slice(Math.max(0, recent.findIndex(({ role }) => role === "user"))).filter(({ parts }) => parts.length > 0);
}

/** What was said in messages, without look-ups and without marks of passages, whose numbers hold for their own turn. Answers without words are left out. */
export function wordsAlone(messages: readonly MistyMessage[]): MistyMessage[] {
  return messages.flatMap((message): MistyMessage[] => {
    const said = textOf(message);
    const words = message.role === "assistant" ? withoutMarks(said) : said;
    return words === "" ? [] : [{ ...message, parts: [{ type: "text", text: words }] }];
  });
}

const withoutMarks = (text: string): string => [...findMarks(text)].reverse().reduce((rest, { start, end }) => rest.slice(0, start).replace(/[ \t]+$/, "") + rest.slice(end), text);

/** The message as it is kept: without the text of passages, which only stands in their documents, so that it goes with them. What is quoted stays. */
export function withoutPassages(message: MistyMessage): MistyMessage {
  const parts = message.parts.map((part) => {
    if (!isToolPart(part) || part.state !== "output-available" || isFailure(part.output) || !part.output.passages) return part;
    const { clashes: _clashes, ...output } = part.output;
    return { ...part, output: { ...output, passages: part.output.passages.map((passage) => ({ ...passage, content: "" })) } };
  });
  return { ...message, parts };
}

/** The question of a turn as it was asked; one that leans on an earlier one as it was looked up. */
export function questionOf(messages: readonly MistyMessage[], calls: readonly { input: unknown }[]): string {
  const input = calls[0]?.input;
  const lookedUp = typeof input === "object" && input !== null && "question" in input && typeof input.question === "string" ? input.question : null;
  return (messages.length > 1 ? lookedUp : null) ?? textOf(messages.at(-1));
}

type ToolPart = Extract<MistyMessage["parts"][number], { type: `tool-${string}` }>;

const isToolPart = (part: MistyMessage["parts"][number]): part is ToolPart => part.type.startsWith("tool-");
