/** A value of a series in words, with the number it is drawn by. */
export interface SaidValue {
  name: string;
  text: string;
  value: number | null;
}

/** The outermost of some values in a sentence: "Highest: Sat 14 Nov, €1,905.00. Lowest: Sun 15 Nov, €0.00." */
export function sayExtremes(values: readonly SaidValue[]): string {
  const known = values.filter((one): one is SaidValue & { value: number } => one.value !== null);
  const [first] = known;
  if (!first) return "No values.";
  let [high, low] = [first, first];
  for (const one of known) {
    if (one.value > high.value) high = one;
    if (one.value < low.value) low = one;
  }
  const highest = `Highest: ${high.name}, ${high.text}.`;
  return high.value === low.value ? (known.length === 1 ? `${high.name}: ${high.text}.` : `All are ${high.text}.`) : `${highest} Lowest: ${low.name}, ${low.text}.`;
}

/** What a drawing says, for those who hear it; where the values themselves are is said last. */
export function sayChart(parts: { title: string; against: string | null; body: string }): string {
  return `${parts.title}${parts.against ? `, against ${parts.against}` : ""}. ${parts.body} The table holds every value.`;
}
