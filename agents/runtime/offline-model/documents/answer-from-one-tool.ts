import type { PastCall, ReadPrompt } from "../read-prompt.ts";
import { standAlone } from "./stand-alone.ts";

type Reply = { kind: "call"; calls: { tool: string; input: Record<string, unknown> }[] } | { kind: "say"; text: string };

/** The tools that this way of answering is for: each finds its own answer, word for word, in what it looks up. */
export const DOCUMENTS_TOOL = "searchDocuments";
export const JAZZ_TOOL = "lookUpJazz";

const ASK_BACK: Record<string, string> = { [DOCUMENTS_TOOL]: "What would you like to look up in the shop's documents?", [JAZZ_TOOL]: "What would you like to know about jazz?" };

const GREETING = /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|thanks|thank you|thx|bye|goodbye|ok|okay)[\s,.!]*(?:there|all|a lot|so much|very much|again|then)?[\s,.!]*$/i;

/** The questions of the conversation before this one, each made whole. */
const questionsOf = ({ past }: ReadPrompt): string[] => past.reduce<string[]>((whole, { question }) => [...whole, standAlone(question, whole).question], []);

/** Answers with what one look-up says by itself, and with nothing else. The look-up says too when nothing answers. */
export function answerFromOneTool(name: string, prompt: ReadPrompt): Reply {
  const { question, calls } = prompt.now;
  if (GREETING.test(question.trim())) return { kind: "say", text: ASK_BACK[name] ?? "" };
  const [done]: (PastCall | undefined)[] = calls.filter(({ tool, result }) => tool === name && result !== null);
  if (!done) {
    const { question: whole, focus } = standAlone(question.slice(0, 600), questionsOf(prompt).map((one) => one.slice(0, 600)));
    return { kind: "call", calls: [{ tool: name, input: { question: whole.slice(0, 1_000), ...(focus === null || name !== DOCUMENTS_TOOL ? {} : { focus: focus.slice(0, 300) }) } }] };
  }
  return { kind: "say", text: done.isError ? (done.result ?? "It could not be looked up just now.") : (done.described ?? "") };
}
