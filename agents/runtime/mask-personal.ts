import type { AnswerBlock } from "../contracts/blocks.ts";

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
const PHONE = /(?<![\d.,-])(?!\d{4}-\d{2}-\d{2}(?!\d))\+?\d[\d ()/-]{7,}\d(?!\d|[.,]\d)/g;
/** Shorter parts of a name ("Jo") would mask too much of ordinary words. */
const SHORTEST_PART = 3;

/** The names of people that results hold, whole and in parts, longest first. */
export function personalNames(blocks: readonly AnswerBlock[]): string[] {
  const people = blocks.flatMap((block) => block.people ?? []);
  const parts = people.flatMap((name) => name.split(/[\s-]+/)).filter((part) => part.length >= SHORTEST_PART);
  return [...new Set([...people, ...parts])].sort((a, b) => b.length - a.length);
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
