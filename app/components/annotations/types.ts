/** What the address of notes answers to a form: what was done, or what was wrong with what was entered. */
export type NoteAnswer =
  | { done: "added" | "edited" }
  /** What it said, so that it can be written again. */
  | { done: "removed"; day: string; text: string }
  | { done: null; sentence: string; fields: Readonly<Record<string, string>>; day: string; text: string };

/** A note as its form begins. */
export interface NoteDraft {
  /** Null for a new one. */
  id: string | null;
  day: string;
  text: string;
}
