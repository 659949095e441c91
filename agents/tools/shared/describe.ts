import type { AnswerBlock, AnswerFigure, Cell } from "#agents/contracts/blocks.ts";
import { sayChange, sayIn, sayValue } from "#agents/words.ts";

/** Rows that plain words list; the table holds the others. */
const ROWS_IN_WORDS = 10;

type Row = Record<string, Cell>;

const withNote = (figure: AnswerFigure): string => (figure.note ? ` (${figure.note})` : "");

/** "Revenue in March 2026 was €24,117.20, up 8.1% from €22,305.00 in the 31 days before." */
function sayOne(figure: AnswerFigure, block: AnswerBlock, isState: boolean): string {
  const when = block.period && !isState ? ` ${sayIn(block.period)}` : "";
  if (figure.value === null) return `${figure.label}${when} has no value.`;
  const change = sayChange(figure, block.currency);
  const against = change && block.against ? ` ${sayIn(block.against)}` : "";
  const many = /[^s]s$/.test(figure.label);
  const verb = isState || !block.period ? (many ? "are" : "is") : many ? "were" : "was";
  return `${figure.label}${when} ${verb} ${sayValue(figure.value, figure.unit, block.currency)}${withNote(figure)}${change ? `, ${change}${against}` : ""}.`;
}

function sayItem(figure: AnswerFigure, currency: string): string {
  const change = sayChange(figure, currency);
  return `- ${figure.label}: ${sayValue(figure.value, figure.unit, currency)}${withNote(figure)}${change ? `, ${change}` : ""}`;
}

/** The block's figures: a sentence for one, a list for several. `isState`: the figures are of this moment, not of the period. */
export function describeFigures(block: AnswerBlock, { intro, isState = false }: { intro?: string; isState?: boolean } = {}): string {
  const [first, ...rest] = block.figures;
  if (!first) return "";
  if (rest.length === 0 && !intro) return sayOne(first, block, isState);
  const when = block.period && !isState ? ` ${sayIn(block.period)}` : "";
  const head = intro ?? `${block.title}${when}${block.against ? `, compared with ${block.against.label}` : ""}:`;
  return [head, "", ...block.figures.map((figure) => sayItem(figure, block.currency))].join("\n");
}

/** The table's first rows as a numbered list, each worded by `say`. */
export function describeRows(block: AnswerBlock, say: (row: Row) => string, most = ROWS_IN_WORDS): string {
  return (block.table?.rows ?? []).slice(0, most).map((row, index) => `${index + 1}. ${say(row)}`).join("\n");
}

/** Sentences, lists and the notes, in order, with room between them; what is empty is left out. */
export function joinWords(block: AnswerBlock, ...parts: readonly string[]): string {
  return [...parts, block.notes.join(" ")].filter((part) => part !== "").join("\n\n");
}

/** A title as the head of a list: "Top albums in March 2026:". */
export const sayHead = (block: AnswerBlock): string => `${block.title}${block.period ? ` ${sayIn(block.period)}` : ""}${block.against ? `, compared with ${block.against.label}` : ""}:`;

/** "Kind of Blue by Miles Davis". */
export const sayRecord = (title: Cell | undefined, artist: Cell | undefined): string => `${title ?? "A record without a title"}${artist ? ` by ${artist}` : ""}`;
