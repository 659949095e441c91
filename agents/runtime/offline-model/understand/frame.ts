import type { DatesFound } from "../dates/read-dates.ts";
import type { Token } from "../language/words.ts";

/** Something the question speaks of that a tool has to know. */
export interface Item {
  start: number;
  end: number;
  /** Ways of saying it, as stems that must all be there; one is enough. */
  ways: string[][];
  /** As the asker wrote it. */
  said: string;
  /** No fault where a tool does not know it. */
  isSoft: boolean;
  /** Only counts where a tool is about it, not where a filter mentions it. */
  isWhen?: boolean;
  /** What the question asks for: "which genre", "top five albums", "by label". */
  isHead: boolean;
}

/** A name of something: an album, a customer, a channel. */
export interface NameSaid {
  start: number;
  end: number;
  said: string;
  /** The name as the shop writes it, once that is known. */
  name: string;
  /** What it is the name of; null until someone was asked. */
  kind: string | null;
  /** A word beside it that says what it is: "the label Blue Note". */
  hint: string | null;
  /** What the finder says beside it, such as who made a record. */
  detail?: string | null;
  /** Written as names are: with a capital, in quotation marks, or a number. */
  isCertain: boolean;
}

export interface Condition {
  start: number;
  end: number;
  said: string;
  isAtLeast: boolean;
  value: number;
}

/** A question, taken apart. */
export interface Frame {
  tokens: readonly Token[];
  dates: DatesFound;
  items: Item[];
  names: NameSaid[];
  limit: number | null;
  order: "high" | "low" | null;
  /** Steps of time: "by week", "which month". */
  grain: string | null;
  /** "Which month", "the best day": one step is asked for. */
  asksForStep: boolean;
  asksHowMany: boolean;
  asksHowMuch: boolean;
  /** "Which orders", "list the payments": rows are asked for, not a number. */
  asksForList: boolean;
  conditions: Condition[];
  /** Typing errors that were read as another word. */
  corrected: { said: string; read: string }[];
}

export const saidBetween = (tokens: readonly Token[], start: number, end: number): string =>
  tokens
    .slice(start, end)
    .map((token) => token.text)
    .join(" ");
