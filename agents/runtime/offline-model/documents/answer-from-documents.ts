import type { PastCall, ReadPrompt } from "../read-prompt.ts";
import { standAlone } from "./stand-alone.ts";

type Reply = { kind: "call"; calls: { tool: string; input: Record<string, unknown> }[] } | { kind: "say"; text: string };

/** The tool that this way of answering is for. */
export const DOCUMENTS_TOOL = "searchDocuments";

const GREETING = /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|thanks|thank you|thx|bye|goodbye|ok|okay)[\s,.!]*(?:there|all|a lot|so much|very much|again|then)?[\s,.!]*$/i;

/** The questions of the conversation before this one, each made whole. */
const questionsOf = ({ past }: ReadPrompt): string[] => past.reduce<string[]>((whole, { question }) => [...whole, standAlone(question, whole).question], []);

/**
 * Answers from the passages that the documents' search gives: its own extract of them, word for word, and nothing else.
 * The search says itself when nothing answers.
 */
export function answerFromDocuments(prompt: ReadPrompt): Reply {
  const { question, calls } = prompt.now;
  if (GREETING.test(question.trim())) return { kind: "say", text: "What would you like to look up in the shop's documents?" };
  const [done]: (PastCall | undefined)[] = calls.filter(({ tool, result }) => tool === DOCUMENTS_TOOL && result !== null);
  if (!done) {
    const { question: whole, focus } = standAlone(question.slice(0, 600), questionsOf(prompt).map((one) => one.slice(0, 600)));
    return { kind: "call", calls: [{ tool: DOCUMENTS_TOOL, input: { question: whole.slice(0, 1_000), ...(focus === null ? {} : { focus: focus.slice(0, 300) }) } }] };
  }
  return { kind: "say", text: done.isError ? (done.result ?? "The documents could not be searched.") : (done.described ?? "") };
}
