import type { TerminalAnswer } from "#agents/runtime/ask.ts";

/** How a question was answered; `wrong` cites passages and not the one that answers. */
export type AnswerResult = "right" | "wrong" | "declined" | "failed";

/** What is wanted of an answer. */
export interface Wanted {
  /** What was asked; its own words in the answer tell nothing. */
  questions: readonly string[];
  /** Passages of which one must be cited; null where declining is right. */
  wanted: readonly { document: string; quote: string }[] | null;
  /** The document that must not show. */
  mustNotSee?: string;
}

/** A passage of the exam's shop. */
export interface ExamPassage {
  document: string;
  title: string;
  body: string;
  content: string;
}

interface Grade {
  result: AnswerResult;
  /** Whether a citation quotes of the very words that answer; a neighbour in the same passage does not count. */
  quotesIt: boolean;
}

/** Words in a row by which a text is known again. */
const RUN = 6;

const collapse = (text: string): string => text.replace(/\s+/g, " ").trim();
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const runsOf = (text: string): string[] => {
  const words = wordsOf(text);
  return words.flatMap((_, at) => (at + RUN <= words.length ? [words.slice(at, at + RUN).join(" ")] : []));
};

/** Where words stand in a body, blank space aside; null where they do not. */
function findSpan(body: string, quote: string): { start: number; end: number } | null {
  const words = collapse(quote).split(" ").map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const found = new RegExp(words.join("\\s+")).exec(body);
  return found && { start: found.index, end: found.index + found[0].length };
}

/** Whether something of a document shows anywhere in an answer: its name, a citation, or words in a row that neither another document nor the question has. */
function shows(document: string, questions: readonly string[], answer: TerminalAnswer, passages: readonly ExamPassage[]): boolean {
  const [own, others] = [passages.filter((one) => one.document === document), passages.filter((one) => one.document !== document)];
  const elsewhere = new Set([...new Set(others.map(({ body }) => body)), ...questions].flatMap(runsOf));
  const hidden = new Set([...new Set(own.map(({ body }) => body))].flatMap(runsOf).filter((run) => !elsewhere.has(run)));
  const said = JSON.stringify([answer.text, answer.citations, answer.nearest, answer.evidence]);
  return own.some(({ title }) => said.includes(title)) || runsOf(said.replace(/\\[nt]/g, " ")).some((run) => hidden.has(run));
}

/** Grades one answer against what is wanted; `passages` are those of the shop by their ids. */
export function gradeAnswer({ questions, wanted, mustNotSee }: Wanted, answer: TerminalAnswer, passages: ReadonlyMap<string, ExamPassage>): Grade {
  if (answer.outcome !== "completed") return { result: "failed", quotesIt: false };
  if (mustNotSee !== undefined) return { result: shows(mustNotSee, questions, answer, [...passages.values()]) ? "wrong" : "right", quotesIt: false };
  // Who declines and goes on inventing has not declined.
  const declined = answer.declined && answer.uncited.length === 0;
  if (wanted === null) return { result: declined ? "right" : "wrong", quotesIt: false };
  if (declined) return { result: "declined", quotesIt: false };
  const cited = answer.citations.flatMap((citation) => {
    const passage = passages.get(citation.passageId);
    return passage ? [{ ...citation, ...passage }] : [];
  });
  const isRight = cited.some(({ document, content }) => wanted.some((one) => one.document === document && collapse(content).includes(collapse(one.quote))));
  const quotesIt = cited.some(({ document, body, startOffset, endOffset }) => wanted.some((one) => {
    const span = one.document === document ? findSpan(body, one.quote) : null;
    return span !== null && startOffset < span.end && span.start < endOffset;
  }));
  return { result: isRight ? "right" : "wrong", quotesIt };
}
