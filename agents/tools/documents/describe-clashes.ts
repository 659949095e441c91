import type { Clash, ClashSide, Passage } from "#agents/contracts/citations.ts";
import type { ClashPlace, FoundClash } from "#db/queries/knowledge/clashes.ts";
import { readQuantities } from "#kb/contradictions/quantities.ts";
import { plainWords } from "./plain-words.ts";

/** What two documents disagree about, by what differs: "the days". */
function subjectOf(kind: "number" | "rule", words: string): string {
  const [quantity] = kind === "number" ? readQuantities(words) : [];
  const [dimension = "", thing = ""] = quantity?.dimension.split(" ") ?? [];
  if (dimension === "money") return "the sum";
  if (dimension === "duration") return `the ${(/\p{L}+$/u.exec(words)?.[0] ?? "time").toLowerCase().replace(/([^s])$/, "$1s")}`;
  if (dimension === "count") return `the number of ${thing}s`;
  if (dimension === "clock") return "the time";
  if (dimension === "percent") return "the percentage";
  return dimension === "" ? "what is allowed" : `the ${dimension}`;
}

const meet = (a: Pick<Passage, "documentId" | "startOffset" | "endOffset">, b: Pick<Passage, "documentId" | "startOffset" | "endOffset">): boolean => a.documentId === b.documentId && a.startOffset < b.endOffset && b.startOffset < a.endOffset;

/** Contradictions that an answer has at most. */
const MOST = 10;

/** Of the contradictions found those that these passages stand in, the likest first, by the numbers that the passages have. */
export function describeClashes(found: readonly FoundClash[], passages: readonly Passage[]): Clash[] {
  const sideOf = ({ title, reviewedOn, words, ...place }: ClashPlace): ClashSide => ({ words, title, reviewedOn, number: passages.find((passage) => meet(passage, place))?.number ?? null, place });
  return found
    .map(({ kind, one, other }) => ({ subject: subjectOf(kind, one.words), one: sideOf(one), other: sideOf(other) }))
    .filter(({ one, other }) => one.number !== null || other.number !== null)
    .slice(0, MOST);
}

/** The contradictions that cited statements stand in: `one` is cited, and the numbers are those it is cited by. */
export function citedClashes(clashes: readonly Clash[], citations: readonly (Pick<Passage, "documentId" | "startOffset" | "endOffset"> & { number: number })[]): Clash[] {
  const cite = (side: ClashSide): ClashSide => ({ ...side, number: citations.find((citation) => meet(citation, side.place))?.number ?? null });
  const all = clashes.flatMap(({ subject, ...sides }): Clash[] => {
    const [one, other] = [cite(sides.one), cite(sides.other)];
    if (one.number === null && other.number === null) return [];
    return [one.number === null ? { subject, one: other, other: one } : { subject, one, other }];
  });
  const key = ({ one, other }: Clash) => [one, other].map(({ place }) => `${place.documentId} ${place.startOffset}`).sort().join();
  return [...new Map(all.map((clash) => [key(clash), clash])).values()];
}

/** That two documents disagree, as the program says it. */
export const sayClash = ({ subject, one, other }: Clash): string => `Two documents disagree about ${subject}: ${plainWords(one.title)} and ${plainWords(other.title)}.`;
