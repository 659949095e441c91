import { parse } from "yaml";
import { USER_ROLES, type UserRole } from "#db/enums.ts";
import { removeUnshown } from "./clean-text.ts";
import { type FrontMatter, NO_FRONT_MATTER, toLabel } from "./read-result.ts";
import { Refused } from "./refusals.ts";

/** Characters within which front matter has to end. */
const LONGEST = 20_000;

/** A day of the calendar: JavaScript takes the 30th of February for the 2nd of March. */
const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
const day = (value: unknown): string | null => (typeof value === "string" && isDay(value) ? value : null);
/** YAML can write what the text itself may not hold: NUL, marks that turn the direction of writing. */
const words = (value: unknown): string | null => (typeof value === "string" ? toLabel(removeUnshown(value.replaceAll("\0", " "))) : null);

/** Who may read it. What says so and is not understood is refused, since it would otherwise be everybody. */
function audienceOf(value: unknown): UserRole | null {
  if (value === undefined || value === null || value === "") return null;
  const role = typeof value === "string" ? value.trim().toLowerCase() : "";
  const known = role === "all" ? "staff" : USER_ROLES.find((one) => one === role);
  if (!known) throw new Refused("unknown-audience");
  return known;
}

/** YAML as names with values; null when it is none. */
function parseFields(yaml: string): object | null {
  try {
    const fields: unknown = parse(yaml, { schema: "failsafe", maxAliasCount: 0, logLevel: "error" });
    return typeof fields === "object" && fields !== null && !Array.isArray(fields) ? fields : null;
  } catch {
    return null;
  }
}

/**
 * Takes the front matter off a Markdown text: the lines between two `---` at its very beginning, when they are YAML with
 * names in it. What does not fit is left out, but for who may read it: that is refused (Refused); values are words (`failsafe`), and nothing in them can refer to another.
 */
export function takeFrontMatter(text: string): { front: FrontMatter; body: string } {
  const found = /^---[ \t]*\n([^]*?)\n---[ \t]*(?:\n\s*|$)/.exec(text.slice(0, LONGEST));
  if (!found) return { front: NO_FRONT_MATTER, body: text };
  const fields = parseFields(found[1] ?? "");
  if (!fields && /^\s*["']?audience["']?\s*:/im.test(found[1] ?? "")) throw new Refused("unknown-audience");
  if (!fields) return { front: NO_FRONT_MATTER, body: text };
  const field = new Map<string, unknown>(Object.entries(fields).map(([name, value]) => [name.trim().toLowerCase(), value as unknown]));
  return {
    front: {
      title: words(field.get("title")),
      owner: words(field.get("owner")),
      audience: audienceOf(field.get("audience")),
      reviewedOn: day(field.get("reviewed")),
      reviewDueOn: day(field.get("review_due")),
    },
    body: text.slice(found[0].length),
  };
}
