import { parse } from "yaml";
import { USER_ROLES } from "#db/enums.ts";
import { type FrontMatter, NO_FRONT_MATTER, toLabel } from "./read-result.ts";

/** Characters within which front matter has to end. */
const LONGEST = 20_000;

const day = (value: unknown): string | null => (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : null);
const words = (value: unknown): string | null => (typeof value === "string" ? toLabel(value) : null);

/** YAML as names with values; null when it is none. */
function parseFields(yaml: string): object | null {
  try {
    const fields: unknown = parse(yaml, { schema: "failsafe", maxAliasCount: 0, logLevel: "silent" });
    return typeof fields === "object" && fields !== null && !Array.isArray(fields) ? fields : null;
  } catch {
    return null;
  }
}

/**
 * Takes the front matter off a Markdown text: the lines between two `---` at its very beginning, when they are YAML with
 * names in it. What does not fit is left out; values are words (`failsafe`), and nothing in them can refer to another.
 */
export function takeFrontMatter(text: string): { front: FrontMatter; body: string } {
  const found = /^---[ \t]*\n([^]*?)\n---[ \t]*(?:\n\s*|$)/.exec(text.slice(0, LONGEST));
  if (!found) return { front: NO_FRONT_MATTER, body: text };
  const fields = parseFields(found[1] ?? "");
  if (!fields) return { front: NO_FRONT_MATTER, body: text };
  const field = new Map<string, unknown>(Object.entries(fields));
  const audience: unknown = field.get("audience");
  return {
    front: {
      title: words(field.get("title")),
      owner: words(field.get("owner")),
      audience: audience === "all" ? "staff" : (USER_ROLES.find((role) => role === audience) ?? null),
      reviewedOn: day(field.get("reviewed")),
      reviewDueOn: day(field.get("review_due")),
    },
    body: text.slice(found[0].length),
  };
}
