export interface Phrase {
  pattern: RegExp;
  /** Words that say the same in a tool's terms. */
  means: string;
  /** Counts for choosing, but is no fault where a tool does not know it. */
  soft?: true;
}

/** A turn of phrase over the words of a question, which are joined by single spaces. */
export const phrase = (pattern: string, means: string, soft?: true): Phrase => ({ pattern: new RegExp(`(?<![^ ])(?:${pattern})(?![^ ])`, "g"), means, ...(soft ? { soft } : {}) });
