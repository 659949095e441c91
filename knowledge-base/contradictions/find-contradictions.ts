import { compareQuantities, type Quantity } from "./quantities.ts";
import { readStatements, type Statement } from "./statements.ts";
import { casesOf } from "./words.ts";

/** A passage that is compared. */
export interface ComparedPassage {
  id: string;
  documentId: string;
  title: string;
  headings: readonly string[];
  content: string;
}

/** One side of a contradiction: characters of the passage. */
export interface Side {
  passage: ComparedPassage;
  /** The statement. */
  start: number;
  end: number;
  /** The number in it that differs; the statement itself where rules differ. */
  markStart: number;
  markEnd: number;
}

export interface Contradiction {
  kind: "number" | "rule";
  one: Side;
  other: Side;
  /** How much of what both say is the same, 0 to 1. */
  likeness: number;
}

/** A passage with what can contradict in it. */
export interface ReadPassage {
  passage: ComparedPassage;
  statements: Statement[];
  /** Its statements by each of their words: those without a word in common are never held against each other. */
  byWord: ReadonlyMap<string, readonly Statement[]>;
}

/** Something that is done in steps of a millisecond or two, with `null` after each: the caller may do something else in between. */
export type Steps<T> = Generator<null, T>;

/** All of the steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

export function* readPassage(passage: ComparedPassage): Steps<ReadPassage> {
  const statements: Statement[] = [];
  const byWord = new Map<string, Statement[]>();
  for (const statement of readStatements(passage)) {
    statements.push(statement);
    for (const word of statement.words) {
      const those = byWord.get(word);
      if (those) those.push(statement);
      else byWord.set(word, [statement]);
    }
    yield null;
  }
  return { passage, statements, byWord };
}

/** How much a word says: rare ones more. Takes how many of `total` passages hold each. */
export function weighWords(counts: ReadonlyMap<string, number>, total: number): (word: string) => number {
  return (word) => Math.log(1 + total / (0.5 + (counts.get(word) ?? 0)));
}

/** Counts in `counts` each word of a passage's statements and of what they stand under once more. */
export function countWords({ statements }: ReadPassage, counts: Map<string, number>): void {
  for (const word of new Set(statements.flatMap(({ words, context }) => [...words, ...context]))) counts.set(word, (counts.get(word) ?? 0) + 1);
}

/** What a word counts that stands in the one statement, and only over the other. */
const OVER = 0.5;
/** Numbers are held against each other from this likeness on. */
const NUMBERS_FROM = 0.6;
/** Rules from this likeness of the whole on: leave for the yard does not contradict a ban in the house that says less. */
const RULES_FROM = 0.62;
/** What a limit and a plain number need more than two limits: the number may be of something else within it. */
const MIXED_MORE = 0.1;

/** How far two statements speak of the same thing: the weight of shared words, held against the shorter and against both. Null where too little is shared to say. */
function likenessOf(a: Statement, b: Statement, weigh: (word: string) => number): { mean: number; whole: number } | null {
  const sum = (words: Iterable<string>): number => [...words].reduce((total, word) => total + weigh(word), 0);
  const both = [...a.words].filter((word) => b.words.has(word));
  const over = [...[...a.words].filter((word) => !b.words.has(word) && b.context.has(word)), ...[...b.words].filter((word) => !a.words.has(word) && a.context.has(word))];
  if (both.length === 0 || (both.length < 2 && !(a.rowKey && b.rowKey))) return null;
  const weight = sum(both) + OVER * sum(over);
  const [sumA, sumB] = [sum(a.words), sum(b.words)];
  const shorter = Math.min(1, weight / Math.min(sumA, sumB));
  const whole = Math.min(1, (2 * weight) / (sumA + sumB));
  return { mean: (shorter + whole) / 2, whole };
}

const CASES = new WeakMap<Statement, ReadonlyMap<number, number>>();
/** The cases of a statement, looked for once: most statements never come so far. */
function casesIn(statement: Statement): ReadonlyMap<number, number> {
  const known = CASES.get(statement) ?? casesOf(statement.whole);
  CASES.set(statement, known);
  return known;
}

function speakOfOneCase(a: Statement, b: Statement): boolean {
  const own = casesIn(a);
  for (const [group, which] of casesIn(b)) {
    const mine = own.get(group);
    if (mine !== undefined && mine !== which) return false;
  }
  return true;
}

// Asked for every pair of statements: nothing is made new here.
const shares = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  for (const word of a) if (b.has(word)) return true;
  return false;
};
const covers = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  for (const word of a) if (!b.has(word)) return false;
  return a.size > 0;
};

/** A cell speaks of what its row begins with. Rows of two tables have to stand under something in common, too. */
function areComparable(a: Statement, b: Statement): boolean {
  if (a.rowKey && b.rowKey) {
    if (a.rowNumbers !== b.rowNumbers || !(covers(a.rowKey, b.rowKey) || covers(b.rowKey, a.rowKey))) return false;
    return (a.column.size === 0 || b.column.size === 0 || shares(a.column, b.column)) && shares(a.context, b.context);
  }
  const [row, sentence] = a.rowKey ? [a, b] : [b, a];
  const { rowKey, words, context } = row;
  if (rowKey === null) return true;
  return covers(rowKey, sentence.words) && (shares(context, sentence.context) || shares(context, sentence.words) || [...words].some((word) => !rowKey.has(word) && sentence.words.has(word)));
}

/**
 * The numbers of two statements that differ while none of their kind agrees. None when more than one kind differs:
 * three stars in five days and one star in two are two cases, not a contradiction.
 */
function differingNumbers(a: Statement, b: Statement): [Quantity, Quantity] | null {
  const different = new Map<string, [Quantity, Quantity]>();
  const agreeing = new Set<string>();
  for (const one of a.quantities) {
    for (const other of b.quantities) {
      const relation = compareQuantities(one, other);
      if (relation === "equal") agreeing.add(one.dimension);
      if (relation === "different" && !different.has(one.dimension)) different.set(one.dimension, [one, other]);
    }
  }
  const found = [...different].filter(([dimension]) => !agreeing.has(dimension));
  const differ = (one: Quantity, other: Quantity) => compareQuantities(one, other) === "different";
  const isOtherCase = a.keyed.some((key) => [...b.keyed, ...b.quantities].some((other) => differ(key, other))) || b.keyed.some((key) => a.quantities.some((one) => differ(key, one)));
  return found.length === 1 && !isOtherCase ? (found[0]?.[1] ?? null) : null;
}

const disagree = (a: Statement, b: Statement): boolean => a.rule !== null && b.rule !== null && a.rule !== b.rule && (a.rule === "never" || b.rule === "never");

/** Where a statement of `one` is contradicted by `other`. */
function compareStatement(a: Statement, one: ReadPassage, other: ReadPassage, weigh: (word: string) => number): Contradiction[] {
  const found: Contradiction[] = [];
  for (const b of new Set([...a.words].flatMap((word) => other.byWord.get(word) ?? []))) {
    if (!areComparable(a, b)) continue;
    const numbers = differingNumbers(a, b);
    const rules = numbers === null && disagree(a, b);
    if (!numbers && !rules) continue;
    const alike = likenessOf(a, b, weigh);
    if (!alike || !speakOfOneCase(a, b)) continue;
    const likeness = rules ? alike.whole : alike.mean;
    if (likeness < (!numbers ? RULES_FROM : numbers[0].bound === numbers[1].bound ? NUMBERS_FROM : NUMBERS_FROM + MIXED_MORE)) continue;
    const [mine, theirs] = numbers ?? [a, b];
    const side = (read: ReadPassage, { start, end }: Statement, mark: { start: number; end: number }): Side => ({ passage: read.passage, start, end, markStart: mark.start, markEnd: mark.end });
    found.push({ kind: rules ? "rule" : "number", one: side(one, a, mine), other: side(other, b, theirs), likeness });
  }
  return found;
}

/** Whether two passages contradict each other, and where; the likest statements first. */
export function* comparePassages(one: ReadPassage, other: ReadPassage, weigh: (word: string) => number): Steps<Contradiction[]> {
  const found: Contradiction[] = [];
  for (const statement of one.statements) {
    found.push(...compareStatement(statement, one, other, weigh));
    yield null;
  }
  return found.sort((a, b) => b.likeness - a.likeness);
}
