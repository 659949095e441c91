import { sql, type SQL } from "drizzle-orm";

const SPELLED: Record<string, string> = {
  ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", ς: "σ",
  "'": "", "‘": "", "’": "", ʼ: "", ".": "", "“": '"', "”": '"',
  "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
};
const SPELLED_LETTERS = new RegExp(`[${Object.keys(SPELLED).join("")}]`, "gu");

/**
 * Text as it is compared when people search: small letters, no accents, no apostrophes and dots, plain
 * quotes and dashes ("Chloë" and "CHLOE" are one, "Jørgen" is found as "Jorgen", "J.J." as "jj"). The
 * same as `fold_text` in SQL.
 */
export const foldText = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(SPELLED_LETTERS, (letter) => SPELLED[letter] ?? letter);

/** A column folded by the database; null stays null. */
export const folded = (column: SQL): SQL<string | null> => sql`fold_text(${column})`;

/** The `like` pattern for folded text that holds what was typed; `%`, `_` and `\` mean themselves. */
export const containingFolded = (text: string): string => `%${foldText(text).replace(/[\\%_]/g, "\\$&")}%`;

/** The same for folded text that begins with what was typed. */
export const beginningFolded = (text: string): string => containingFolded(text).slice(1);
