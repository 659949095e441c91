const MINUTE_MS = 60_000;
/** A schedule that never comes (30 February) is given up after so many minutes. */
const LOOK_AHEAD = 366 * 24 * 60;

/** The values a field of cron stands for: "*", "5", "1-5", "0,30", and steps after a slash. */
function fieldOf(text: string, least: number, most: number): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", step = "1"] = part.split("/");
    const [first = "", last] = range === "*" ? [String(least), String(most)] : range.split("-");
    const to = last ?? (part.includes("/") ? String(most) : first);
    for (let value = Number(first); value <= Number(to) && Number(step) > 0; value += Number(step)) values.add(value);
  }
  return values;
}

/**
 * The first whole minute after `after` that a cron line of five fields means, in UTC; null for a line that
 * never comes or cannot be read. As in cron, of day of month and day of week either is enough when both are given.
 */
export function nextRun(cron: string, after: Date): Date | null {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5) return null;
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  const minutes = fieldOf(minute, 0, 59);
  const hours = fieldOf(hour, 0, 23);
  const days = fieldOf(day, 1, 31);
  const months = fieldOf(month, 1, 12);
  const weekdays = new Set([...fieldOf(weekday, 0, 7)].map((value) => value % 7));
  const fitsDay = (at: Date): boolean => {
    const byMonth = days.has(at.getUTCDate());
    const byWeek = weekdays.has(at.getUTCDay());
    return day !== "*" && weekday !== "*" ? byMonth || byWeek : byMonth && byWeek;
  };
  let time = Math.floor(after.getTime() / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  for (let looked = 0; looked < LOOK_AHEAD; looked++, time += MINUTE_MS) {
    const at = new Date(time);
    if (minutes.has(at.getUTCMinutes()) && hours.has(at.getUTCHours()) && months.has(at.getUTCMonth() + 1) && fitsDay(at)) return at;
  }
  return null;
}
