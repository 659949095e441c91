/** How much of an error is kept and shown. */
const MOST = 2_000;
const ADDRESS = /[^\s@<>"'(),;=]{1,64}@[^\s@<>"'(),;=]{1,255}\.[^\s@<>"'(),;=]{1,63}/g;

/** Parameters of a statement and mail addresses may be a person's; what is left still says what went wrong. */
const hidePersonal = (text: string): string =>
  text
    .replace(/\n?params:[^\n]*/g, "")
    .replace(/\bKey \([^)]*\)=\([^)]*\)/g, "A key")
    .replace(ADDRESS, "(an address)");

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/**
 * What a failed job or loop left behind, as text for an admin: name, message, its causes' messages and
 * where it happened; without parameters and addresses. Null when there is nothing to say.
 */
export function readableError(left: unknown): string | null {
  const parts: string[] = [];
  let current = left;
  let where: string | null = null;
  for (let depth = 0; depth < 4 && current !== null && current !== undefined; depth++) {
    if (typeof current === "string") parts.push(current);
    if (!isRecord(current)) break;
    const { message, stack, cause, value } = current;
    if (typeof message === "string" && message !== "") parts.push(message);
    else if (typeof value === "string") parts.push(value);
    // The frames alone: a stack begins with the message.
    where ??= typeof stack === "string" ? (stack.split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 6).join("\n") || null) : null;
    current = cause;
  }
  if (parts.length === 0) return null;
  const said = [...new Set(parts.map(hidePersonal))].join("\nbecause: ");
  return (where === null ? said : `${said}\n${where}`).slice(0, MOST);
}
