import { scaleLinear } from "d3-scale";

const WIDTH = 100;
const HEIGHT = 30;
const round = (value: number): number => Math.round(value * 100) / 100;

/** Little bars for a count, as one path in a box of 100 x 30. A value of zero keeps a hairline, so that the day is seen; all zero draws nothing. */
export function prepareSparkBars(values: readonly (number | null)[]): string {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  if (most === 0) return "";
  const scale = scaleLinear().domain([0, most]).range([0, HEIGHT - 1]);
  const column = WIDTH / values.length;
  return values.map((value, at) => (value === null ? "" : `M${round(at * column)} ${HEIGHT}v${-Math.max(1, round(scale(value)))}h${round(column * 0.62)}V${HEIGHT}z`)).join("");
}

/** Joins neighbours so that at most `most` values remain; each is the mean of the known values it stands for. */
export function thinOut(values: readonly (number | null)[], most: number): (number | null)[] {
  if (values.length <= most) return [...values];
  const size = values.length / most;
  return Array.from({ length: most }, (_, at) => {
    const known = values.slice(Math.floor(at * size), Math.floor((at + 1) * size)).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

/**
 * A line for an average in a box of 100 x 30, with the height of its mean. The scale fits the
 * line, not zero: an average says how it moves. Null with fewer than two known values.
 */
export function prepareSparkLine(values: readonly (number | null)[]): { path: string; meanY: number } | null {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const scale = scaleLinear().domain(low === high ? [low - 1, high + 1] : [low, high]).range([HEIGHT - 3, 3]);
  const step = WIDTH / (values.length - 1);
  let path = "";
  values.forEach((value, at) => {
    if (value !== null) path += `${path ? "L" : "M"}${round(at * step)} ${round(scale(value))}`;
  });
  return { path, meanY: round(scale(known.reduce((sum, value) => sum + value, 0) / known.length)) };
}
