/** How a part is filled; solid, hatched and light ones alternate, so that it does not take colour to tell them apart. */
export type PartFill = "ink" | "blue" | "ink-hatch" | "brass" | "blue-hatch" | "slate" | "signal";

/** Fills that make a sequence; more parts than these share slate. */
const SEQUENCE: readonly PartFill[] = ["ink", "blue", "ink-hatch", "brass", "blue-hatch"];

/** States have a fill of their own wherever they stand. */
const OF_STATES: Readonly<Record<string, PartFill>> = { out: "signal", low: "ink-hatch", fine: "ink" };

/** The fill of each part: states by their key, everything else in sequence, the sixth and later in slate. */
export function pickFills(keys: readonly string[]): PartFill[] {
  const areStates = keys.length > 0 && keys.every((key) => key in OF_STATES);
  return keys.map((key, at) => (areStates ? OF_STATES[key] : SEQUENCE[at]) ?? "slate");
}
