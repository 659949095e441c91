import type { UserRole } from "#db/enums.ts";

/** `tuning` may be read and measured on at any time; `held-out` is only looked at in the end. */
export const PARTS = ["tuning", "held-out"] as const;
export type Part = (typeof PARTS)[number];

/** How a question stands to the passage that answers it. `other-words`: everyday speech, a tired clerk's or a customer's, a few with typing errors. */
export const QUESTION_KINDS = ["same-words", "other-words", "number", "procedure", "exception", "table"] as const;
type QuestionKind = (typeof QUESTION_KINDS)[number];

/** What a question is about that the documents cannot answer: something such a shop has, a figure of the shop, or jazz. */
export const UNANSWERABLE_GROUPS = ["near-subject", "shop-figure", "jazz"] as const;
type UnanswerableGroup = (typeof UNANSWERABLE_GROUPS)[number];

/** A passage that answers. */
interface Passage {
  /** File name in `documents/`, without `.md`. */
  document: string;
  /** Verbatim after white space is collapsed; of a table the row, with its bars. */
  quote: string;
}

export interface AnswerableQuestion extends Passage {
  id: string;
  kind: QuestionKind;
  part: Part;
  question: string;
  /** Passages elsewhere that answer it too, also where they contradict the first. */
  alsoAnsweredBy?: readonly Passage[];
}

export interface UnanswerableQuestion {
  id: string;
  group: UnanswerableGroup;
  part: Part;
  question: string;
  why: string;
}

/** `followUp` cannot be understood without `first`; the passage answers `followUp`. */
export interface FollowUpQuestion extends Passage {
  id: string;
  part: Part;
  first: string;
  followUp: string;
}

export interface ForbiddenQuestion {
  id: string;
  question: string;
  role: UserRole;
  /** The document that answers it, and that this role may not read. */
  mustNotSee: string;
}
