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
  /** Numbers without a unit that its row begins with: "Size 7" is another row than "Size 12". */
  rowNumbers: string;
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

/** Remembers what `read` made of a text: cells share their row, their column and what they stand under. */
function once<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const made = known.get(text) ?? read(text);
    known.set(text, made);
    return made;
  };
}

interface RowKey {
  words: ReadonlySet<string>;
  keyed: Quantity[];
  numbers: string;
}

function readRowKey(text: string): RowKey {
  const keyed = readQuantities(text);
  const bare = keyed.reduce((left, { start, end }) => `${left.slice(0, start)}${" ".repeat(end - start)}${left.slice(end)}`, text);
  return { words: meaningOf(text), keyed, numbers: (bare.match(/\d+/g) ?? []).join(" ") };
}

/** What can contradict in a passage: statements with a quantity or a rule, one after the other, so that a long table can be read with pauses. */
export function* readStatements(passage: { title: string; headings: readonly string[]; content: string }): Generator<Statement, void> {
  const { title, headings, content } = passage;
  const under = [title, ...headings].join(". ");
  const meaning = once(meaningOf);
  const keyOf = once(readRowKey);
  function* add({ start, end }: Piece, around: string, row: { key: string; cell: Piece } | null): Generator<Statement, void> {
    const text = content.slice(start, end);
    const span = row?.cell ?? { start, end };
    const quantities = readQuantities(content.slice(span.start, span.end)).map((quantity) => ({ ...quantity, start: quantity.start + span.start, end: quantity.end + span.start }));
    const rule = row ? null : ruleOf(text);
    if (quantities.length === 0 && rule === null) return;
    const own = row ? `${row.key} ${content.slice(span.start, span.end)}` : text;
    const key = row ? keyOf(row.key) : null;
    yield { start, end, text, words: meaning(own), context: meaning(`${under}. ${around}`), rowKey: key?.words ?? null, column: key ? meaning(around) : new Set(), keyed: key?.keyed ?? [], rowNumbers: key?.numbers ?? "", whole: `${own} ${under} ${around}`, quantities, rule };
  }
  let columns: string[] | null = null;
  let lead = "";
  let paragraph: { from: number; text: string; isPoint: boolean } | null = null;
  function* flush(): Generator<Statement, void> {
    if (!paragraph) return;
    const { from, text, isPoint } = paragraph;
    for (const piece of sentencesOf(text, from)) yield* add(piece, isPoint ? lead : "", null);
    if (!isPoint) lead = /:\s*$/.test(text) ? (text.match(/[^.!?]*:\s*$/)?.[0] ?? "") : "";
    paragraph = null;
  }
  let at = 0;
  for (const line of content.split("\n")) {
    const from = at;
    at += line.length + 1;
    if (isRow(line)) {
      yield* flush();
      if (isDelimiter(line)) continue;
      const cells = cellsOf(line, from);
      if (columns === null) {
        columns = cells.map((cell) => cell.text);
        continue;
      }
      const [first, ...others] = cells;
      if (!first) continue;
      const row = { start: from + line.indexOf("|"), end: from + line.trimEnd().length };
      for (const [index, cell] of others.entries()) yield* add(row, columns[index + 1] ?? "", { key: first.text, cell });
      continue;
    }
    columns = null;
    const point = /^\s*(?:[-*+]|\d+[.)])\s+/.exec(line);
    const blank = line.trim() === "";
    if (point || blank || /^#{1,6}\s/.test(line)) yield* flush();
    if (blank || /^#{1,6}\s/.test(line)) continue;
    const offset = point ? point[0].length : 0;
    if (paragraph && !point) (paragraph as { text: string }).text += `\n${line}`;
    else paragraph = { from: from + offset, text: line.slice(offset), isPoint: point !== null };
  }
  yield* flush();
}
