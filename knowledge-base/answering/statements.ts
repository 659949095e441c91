import { splitSentences } from "../ingest/split-sentences.ts";

/** A part of a passage that says something by itself: a sentence, an item of a list, a row of a table. */
export interface Statement {
  /** Characters of the passage's text. */
  start: number;
  end: number;
  /** Verbatim. */
  text: string;
  kind: "sentence" | "item" | "row";
  /** What it is to be read with: a table's head, the sentence that introduces a list. */
  context: string;
}

const RULE = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;
const ITEM = /^\s*(?:[-*+]|\d{1,3}[.)])\s+/;

/** Sentences of a stretch of text as places of the whole. */
const sentencesOf = (text: string, from: number): { start: number; end: number }[] => splitSentences(text).map(({ start, end }) => ({ start: from + start, end: from + end }));

interface Line {
  start: number;
  text: string;
}

function linesOf(content: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const text of content.split("\n")) {
    lines.push({ start, text });
    start += text.length + 1;
  }
  return lines;
}

/** The statements of a passage in Markdown or plain text, in order. Heads and rules of tables are none. */
export function readStatements(content: string): Statement[] {
  const statements: Statement[] = [];
  const lines = linesOf(content);
  let lead = "";
  let head = "";
  const add = (start: number, end: number, kind: Statement["kind"], context: string) => {
    const text = content.slice(start, end);
    const before = text.length - text.trimStart().length;
    const words = text.trim();
    if (words !== "") statements.push({ start: start + before, end: start + before + words.length, text: words, kind, context });
  };
  for (let at = 0; at < lines.length; at += 1) {
    const { start, text } = lines[at] as Line;
    if (text.trim() === "") {
      head = "";
      continue;
    }
    if (text.trimStart().startsWith("|")) {
      if (RULE.test(text)) continue;
      if (RULE.test(lines[at + 1]?.text ?? "")) {
        head = text.trim();
        continue;
      }
      add(start, start + text.length, "row", head || lead);
      continue;
    }
    if (/^#{1,6}\s/.test(text)) {
      lead = text.replace(/^#+\s*/, "");
      continue;
    }
    // A paragraph or an item goes on over the lines that follow it.
    let last = at;
    while (last + 1 < lines.length && (lines[last + 1] as Line).text.trim() !== "" && !ITEM.test((lines[last + 1] as Line).text) && !(lines[last + 1] as Line).text.trimStart().startsWith("|")) last += 1;
    const end = (lines[last] as Line).start + (lines[last] as Line).text.length;
    at = last;
    const item = ITEM.exec(text);
    if (item) {
      add(start + item[0].length, end, "item", lead);
      continue;
    }
    const sentences = sentencesOf(content.slice(start, end), start);
    for (const sentence of sentences) add(sentence.start, sentence.end, "sentence", "");
    lead = content.slice(sentences.at(-1)?.start ?? start, end).trim();
  }
  return statements;
}
