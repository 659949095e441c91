const round = (value: number): number => Math.round(value * 100) / 100;

/** Lengths of lying bars in percent of the longest of all values, now and before; all zero gives zero. */
export function prepareLengths(rows: readonly { value: number; before: number | null }[]): { length: number; before: number | null }[] {
  const most = Math.max(0, ...rows.flatMap((row) => [row.value, row.before ?? 0]));
  const share = (value: number) => (most === 0 ? 0 : round((Math.max(0, value) / most) * 97));
  return rows.map((row) => ({ length: share(row.value), before: row.before === null ? null : share(row.before) }));
}

/** A bar cut into parts side by side with a thin gap between them, in percent; a part above zero is never too thin to see. */
export function prepareParts(values: readonly number[], gap = 0.5, least = 1.5): { x: number; width: number }[] {
  const shown = values.filter((value) => value > 0);
  const total = shown.reduce((sum, value) => sum + value, 0);
  if (total === 0) return values.map(() => ({ x: 0, width: 0 }));
  const room = 100 - gap * (shown.length - 1);
  const widths = values.map((value) => (value > 0 ? Math.max(least, (value / total) * room) : 0));
  const excess = widths.reduce((sum, width) => sum + width, 0) - room;
  const widest = widths.indexOf(Math.max(...widths));
  let x = 0;
  return widths.map((width, at) => {
    const drawn = at === widest ? width - excess : width;
    const part = { x: round(x), width: round(drawn) };
    if (drawn > 0) x += drawn + gap;
    return part;
  });
}
