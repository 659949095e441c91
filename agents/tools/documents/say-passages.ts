import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import { NOT_IN_DOCUMENTS, type Passage } from "#agents/contracts/citations.ts";
import { readStatements } from "#kb/answering/statements.ts";
import { citedClashes, sayClash } from "./describe-clashes.ts";
import { plainWords } from "./plain-words.ts";

const cellsOf = (row: string): string[] => row.trim().replace(/^\||\|$/g, "").split("|").map((cell) => plainWords(cell));

/** A row of a table read out with its head: "Day: Saturday; Open: 10:00 to 18:00". */
function sayRow(row: string, head: string): string {
  const [names, cells] = [head.startsWith("|") ? cellsOf(head) : [], cellsOf(row)];
  return cells.flatMap((cell, at) => (cell === "" ? [] : [names[at] ? `${names[at]}: ${cell}` : cell])).join("; ");
}

function saySpan(passage: Passage, start: number, end: number): string {
  const statement = readStatements(passage.content).find((one) => one.start === start && one.end === end);
  const text = passage.content.slice(start, end);
  const said = statement?.kind === "row" ? sayRow(text, statement.context) : plainWords(text);
  return said.endsWith(".") || said.endsWith("!") || said.endsWith("?") ? said : `${said}.`;
}

/** The statements that answer, word for word, each with its number and under its document's name; or that there are none. */
export function sayPassages({ passages = [], clashes = [], extract, notes }: AnswerBlock): string {
  const caveat = notes.find((note) => note.endsWith("by their words alone."));
  if (!extract?.isAnswered || extract.spans.length === 0) return [NOT_IN_DOCUMENTS, ...(caveat ? [caveat] : [])].join("\n\n");
  const lines: string[] = [];
  let title = "";
  for (const { number, start, end } of extract.spans) {
    const passage = passages.find((one) => one.number === number);
    if (!passage) continue;
    if (passage.title !== title) lines.push(`${lines.length === 0 ? "" : "\n"}${plainWords(title = passage.title)}:\n`);
    lines.push(`- ${saySpan(passage, start, end)} [${number}]`);
  }
  const said = extract.spans.flatMap(({ number, start, end }) => passages.filter((one) => one.number === number).map(({ documentId, startOffset }) => ({ documentId, number, startOffset: startOffset + start, endOffset: startOffset + end })));
  const disagree = citedClashes(clashes, said).map(sayClash);
  return [lines.join("\n"), ...new Set(disagree), ...(caveat ? [caveat] : [])].join("\n\n");
}
