/**
 * JSON that is the same for equal values: keys sorted, what is undefined left out, dates as instants.
 * Throws a TypeError for what JSON would change or lose (functions, NaN, maps), because two
 * questions must never share a text.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item ?? null)).join(",")}]`;
  if (value instanceof Date) return `date ${JSON.stringify(value.toISOString())}`;
  if (typeof value === "object" && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => `${JSON.stringify(key)}:${canonicalText(item)}`).join(",")}}`;
  }
  throw new TypeError(`No parameter of a figure: ${typeof value}`);
}
