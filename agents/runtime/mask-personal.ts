import type { AnswerBlock } from "../contracts/blocks.ts";

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
const PHONE = /(?<![\d.,-])(?!\d{4}-\d{2}-\d{2}(?!\d))\+?\d[\d ()/-]{7,}\d(?!\d|[.,]\d)/g;
/** Shorter parts of a name ("Jo") would mask too much of ordinary words. */
const SHORTEST_PART = 3;

/** The names of people that results hold, in columns marked as personal, longest first. */
export function personalNames(blocks: readonly AnswerBlock[]): string[] {
  const names = new Set<string>();
  const add = (value: unknown) => {
    if (typeof value !== "string" || value.trim() === "") return;
    names.add(value);
    for (const part of value.split(/[\s-]+/)) if (part.length >= SHORTEST_PART) names.add(part);
  };
  for (const block of blocks) {
    for (const figure of block.figures) if (figure.personal) add(figure.value);
    for (const { key, personal } of block.table?.columns ?? []) if (personal) for (const row of block.table?.rows ?? []) add(row[key]);
  }
  return [...names].sort((a, b) => b.length - a.length);
}

/**
 * A text without addresses, telephone numbers and the given names. What a person typed of a name that
 * the shop's data does not hold cannot be known here and stays.
 */
export function maskPersonal(text: string, names: readonly string[]): string {
  let masked = text.replace(EMAIL, "[email]").replace(PHONE, "[phone]");
  for (const name of names) masked = masked.replace(new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "giu"), "[person]");
  return masked;
}
