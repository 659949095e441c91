type Rating = 1 | 2 | 3 | 4 | 5;

/** How a remark sounds: pleased, with a quibble, complaining. */
export type Tone = "good" | "fair" | "bad";

/**
 * Lines to choose from. `[a|b]` is a choice; `{record}`, `{artist}` and `{genre}` are filled in; a leading `@tag` keeps a line for the purchases it
 * fits (see `Draft.tags`).
 */
export type Lines = readonly string[];
export type ToneLines = Readonly<Record<Tone, Lines>>;
export type LinesByRating = Readonly<Record<Rating, Lines>>;

/** The record a review is about, and the stars it gives. */
export interface ReviewSubject {
  rating: Rating;
  title: string;
  artist: string;
  genre: string;
  used: boolean;
}
