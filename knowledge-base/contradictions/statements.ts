import { meaningOf } from "./words.ts";
import { type Quantity, readQuantities } from "./quantities.ts";

/** A sentence, a point of a list or a cell of a table: the least that can contradict. */
export interface Statement {
  /** Characters of the passage. */
  start: number;
  end: number;
  text: string;
  /** Meaning of the statement itself. */
  words: ReadonlySet<string>;
  /** Meaning of what it stands under: title, headings, the sentence that leads to a list, the head of a column. */
  context: ReadonlySet<string>;
  /** What decides a cell's row; null outside tables. */
  rowKey: ReadonlySet<string> | null;
  /** What its column is about; empty outside tables. */
  column: ReadonlySet<string>;
  /** Numbers that tell its case: those a cell's row begins with. */
  keyed: Quantity[];
  /** All that is said about the case it speaks of, statement and context. */
  whole: string;
  /** With characters of the passage. */
  quantities: Quantity[];
  rule: Rule | null;
}

/** What a statement allows: `must` and `may` stand against `never`. */
type Rule = "must" | "may" | "never";

const NEVER = /\b(?:never|must not|mustn['’]t|may not|(?:is|are) not (?:allowed|permitted)|(?:is|are) forbidden|not allowed|nobody (?:may|is allowed)|no \p{L}+ (?:may|is allowed|are allowed)|do not|don['’]t|cannot|can['’]t|under no circumstances)\b/iu;
const MAY = /\b(?:may|(?:is|are) allowed|(?:is|are) permitted|can)\b/i;
const MUST = /\b(?:must|always|ha(?:s|ve) to|(?:is|are) required|(?:is|are) to be)\b/i;

function ruleOf(text: string): Rule | null {
  if (NEVER.test(text)) return "never";
  if (MUST.test(text)) return "must";
  return MAY.test(text) ? "may" : null;
}

interface Piece {
  start: number;
  end: number;
}

/** Sentences of a stretch of text, without the white space around them. A question and what answers it are one. */
function sentencesOf(text: string, from: number): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const match of text.matchAll(/(?:[.!?;](?:["'”’)*_]*)(?=\s+[\p{Lu}\d"“*_(]|\s*$)|;(?=\s)|$)/gu)) {
    const end = match.index + match[0].length;
    const raw = text.slice(start, end);
    const lead = raw.length - raw.trimStart().length;
    start = end;
    if (raw.trim() === "") continue;
    const piece = { start: from + end - raw.length + lead, end: from + end - raw.length + raw.trimEnd().length };
    const last = pieces.at(-1);
    if (last && text.charAt(last.end - from - 1) === "?") last.end = piece.end;
    else pieces.push(piece);
  }
  return pieces;
}

const cellsOf = (line: string, from: number): (Piece & { text: string })[] => {
  const cells: (Piece & { text: string })[] = [];
  const inner = line.replace(/\|\s*$/, "");
  let at = inner.indexOf("|") + 1;
  while (at <= inner.length) {
    const bar = inner.indexOf("|", at);
    const end = bar === -1 ? inner.length : bar;
    const raw = inner.slice(at, end);
    const start = at + raw.length - raw.trimStart().length;
    cells.push({ start: from + start, end: from + start + raw.trim().length, text: raw.trim() });
    at = end + 1;
  }
  return cells;
};

const isRow = (line: string): boolean => /^\s*\|.*\|\s*$/.test(line);
const isDelimiter = (line: string): boolean => /^\s*\|[\s:|-]+\|\s*$/.test(line) && line.includes("-");

/** What can contradict in a passage: statements with a quantity or a rule. */
export function readStatements(passage: { title: string; headings: readonly string[]; content: string }): Statement[] {
  const { title, headings, content } = passage;
  const under = [title, ...headings].join(". ");
  const found: Statement[] = [];
  const add = ({ start, end }: Piece, around: string, row: { key: string; cell: Piece } | null) => {
    const text = content.slice(start, end);
    const span = row?.cell ?? { start, end };
    const quantities = readQuantities(content.slice(span.start, span.end)).map((quantity) => ({ ...quantity, start: quantity.start + span.start, end: quantity.end + span.start }));
    const rule = row ? null : ruleOf(text);
    if (quantities.length === 0 && rule === null) return;
    const own = row ? `${row.key} ${content.slice(span.start, span.end)}` : text;
    found.push({ start, end, text, words: meaningOf(own), context: meaningOf(`${under}. ${around}`), rowKey: row ? meaningOf(row.key) : null, column: row ? meaningOf(around) : new Set(), keyed: row ? readQuantities(row.key) : [], whole: `${own} ${under} ${around}`, quantities, rule });
  };
  let columns: string[] | null = null;
  let lead = "";
  let paragraph: { from: number; text: string; isPoint: boolean } | null = null;
  const flush = () => {
    if (!paragraph) return;
    const { from, text, isPoint } = paragraph;
    for (const piece of sentencesOf(text, from)) add(piece, isPoint ? lead : "", null);
    if (!isPoint) lead = /:\s*$/.test(text) ? (text.match(/[^.!?]*:\s*$/)?.[0] ?? "") : "";
    paragraph = null;
  };
  let at = 0;
  for (const line of content.split("\n")) {
    const from = at;
    at += line.length + 1;
    if (isRow(line)) {
      flush();
      if (isDelimiter(line)) continue;
      const cells = cellsOf(line, from);
      if (columns === null) {
        columns = cells.map((cell) => cell.text);
        continue;
      }
      const [first, ...others] = cells;
      if (!first) continue;
      const row = { start: from + line.indexOf("|"), end: from + line.trimEnd().length };
      others.forEach((cell, index) => add(row, columns?.[index + 1] ?? "", { key: first.text, cell }));
      continue;
    }
    columns = null;
    const point = /^\s*(?:[-*+]|\d+[.)])\s+/.exec(line);
    const blank = line.trim() === "";
    if (point || blank || /^#{1,6}\s/.test(line)) flush();
    if (blank || /^#{1,6}\s/.test(line)) continue;
    const offset = point ? point[0].length : 0;
    if (paragraph && !point) (paragraph as { text: string }).text += `\n${line}`;
    else paragraph = { from: from + offset, text: line.slice(offset), isPoint: point !== null };
  }
  flush();
  return found;
}
