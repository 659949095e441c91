import type { DocumentKind, UserRole } from "#db/enums.ts";
import type { Span } from "./pack-passages.ts";

/** What the front matter of a Markdown file says of it. */
export interface FrontMatter {
  title: string | null;
  owner: string | null;
  audience: UserRole | null;
  reviewedOn: string | null;
  reviewDueOn: string | null;
}

export const NO_FRONT_MATTER: FrontMatter = { title: null, owner: null, audience: null, reviewedOn: null, reviewDueOn: null };

/** What the reading process makes of a file. */
export interface ReadResult extends FrontMatter {
  kind: DocumentKind;
  body: string;
  pageStarts: number[] | null;
  spans: Span[];
}

/** Words for a title or the like: one line of at most `most` characters; null when nothing is left. */
export function toLabel(words: string | null | undefined, most = 200): string | null {
  const line = (words ?? "").replace(/\s+/g, " ").trim();
  return line === "" ? null : [...line].slice(0, most).join("");
}
