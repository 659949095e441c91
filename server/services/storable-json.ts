/** PostgreSQL's text holds no NUL, and its JSON no half of a surrogate pair (an emoji that was cut). */
export const storableText = (text: string): string => text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\ufffd");

/** The same value with every text in it as PostgreSQL can keep it, so that one character loses no answer. */
export function storableJson<T>(value: T): T {
  const clean = (part: unknown): unknown => {
    if (typeof part === "string") return storableText(part);
    if (Array.isArray(part)) return part.map(clean);
    if (typeof part === "object" && part !== null && Object.getPrototypeOf(part) === Object.prototype) return Object.fromEntries(Object.entries(part).map(([key, held]) => [storableText(key), clean(held)]));
    return part;
  };
  return clean(value) as T;
}
