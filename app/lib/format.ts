/*
 * How values look. Money arrives as decimal text and is only shown here, never added up.
 * Names of months and weekdays stand in this file, because ICU in Node and in browsers does
 * not agree on them ("Sep", "Sept") and the server and the browser must draw the same page.
 */

const MINUS = "\u2212";
const NO_BREAK = "\u00a0";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const LONG_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"] as const;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat("en-GB", options);
  numberFormats.set(key, made);
  return made;
}

const withMinus = (text: string): string => text.replace(/^-/, MINUS);

/** The symbol of a currency as the shop writes it: EUR -> "€", USD -> "$", CHF -> "CHF". */
export function currencySymbol(currency: string): string {
  const parts = numberFormat(`symbol:${currency}`, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(0);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

/** A count or any whole number with separators: 14012 -> "14,012". */
export const formatCount = (value: number | string): string => withMinus(numberFormat("count", { maximumFractionDigits: 0 }).format(Number(value)));

/** An amount without its currency, exact, as in a table whose head names the currency: "464" -> "464.00". */
export const formatAmount = (value: number | string): string =>
  withMinus(numberFormat("amount", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(Number(value)));

/** An amount rounded to whole units, as beside a bar: "6812.40" -> "6,812". */
export const formatWhole = (value: number | string): string => formatCount(Math.round(Number(value)));

/** An exact amount with its currency, as in a sentence: "67" -> "€67.00". */
export function formatMoney(value: number | string, currency: string): string {
  const amount = Number(value);
  const text = numberFormat(`money:${currency}`, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(Math.abs(amount));
  return amount < 0 ? MINUS + text : text;
}

/** The money of a figure: whole from 1,000 on, with cents below where there are any. "25846.20" -> "€25,846", "62.73" -> "€62.73". */
export function formatFigureMoney(value: number | string, currency: string): string {
  const amount = Number(value);
  const exact = Math.abs(amount) < 1000 && !Number.isInteger(amount);
  if (exact) return formatMoney(amount, currency);
  const text = numberFormat(`whole:${currency}`, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 0,
    maximumFractionDigits: 0,
  }).format(Math.abs(amount));
  return amount < 0 ? MINUS + text : text;
}

/** A number short enough for an axis: 12400 -> "12.4k", 2000000 -> "2M". */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  const [divisor, unit] = size >= 1e9 ? [1e9, "bn"] : size >= 1e6 ? [1e6, "M"] : size >= 1e3 ? [1e3, "k"] : [1, ""];
  return withMinus(numberFormat("short", { maximumFractionDigits: size >= 1000 ? 1 : 2 }).format(value / divisor)) + unit;
}

/** A mean of stars: "4.2857" -> "4.3". */
export const formatRating = (value: number | string): string => numberFormat("rating", { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(Number(value));

/** A share between 0 and 1, without decimals; below half a percent it says so: 0.263 -> "26 %". */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.005) return `<1${NO_BREAK}%`;
  return `${formatCount(Math.round(share * 100))}${NO_BREAK}%`;
}

/** A change between two values of one figure. A relative one is a fraction of the value before, an absolute one is in the figure's own unit. */
export interface Change {
  kind: "same" | "new" | "gone" | "none" | "relative" | "absolute";
  value: number | null;
  good: boolean | null;
}

/** The words of a change and the direction of its arrow; null when there is nothing to compare. */
export function formatChange(change: Change, unit?: string): { text: string; direction: "up" | "down" | null } | null {
  if (change.kind === "none") return null;
  if (change.kind === "same") return { text: "no change", direction: null };
  if (change.kind === "new") return { text: "new", direction: "up" };
  if (change.kind === "gone") return { text: "gone", direction: "down" };
  // A share that moved is told in points of a hundred: from 97 % to 90 % it is down 7 points, not 7 %.
  const points = change.kind === "absolute" && unit === "percent";
  const value = (change.value ?? 0) * (change.kind === "relative" || points ? 100 : 1);
  // A mean that moved by less than its last digit still moved.
  const digits = Math.abs(value) >= 1000 ? 0 : change.kind === "absolute" && Math.abs(value) < 0.095 ? 2 : 1;
  const number = Math.round(value * 10 ** digits) / 10 ** digits;
  if (number === 0) return { text: "no change", direction: null };
  const size = numberFormat(`change:${digits}`, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Math.abs(number));
  const text = `${number > 0 ? "+" : MINUS}${size}${change.kind === "relative" ? `${NO_BREAK}%` : points ? `${NO_BREAK}${Math.abs(number) === 1 ? "point" : "points"}` : ""}`;
  return { text, direction: number > 0 ? "up" : "down" };
}

const dayParts = (day: string): { year: number; month: number; date: number; weekday: number } => {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return { year, month, date, weekday: new Date(Date.UTC(year, month - 1, date)).getUTCDay() };
};

/** A calendar day with its weekday: "2026-11-14" -> "Sat 14 Nov". */
export function formatDay(day: string): string {
  const { month, date, weekday } = dayParts(day);
  return `${WEEKDAYS[weekday]} ${date} ${MONTHS[month - 1]}`;
}

/** A calendar day without weekday and year, as on an axis: "14 Nov". */
export function formatShortDay(day: string): string {
  const { month, date } = dayParts(day);
  return `${date} ${MONTHS[month - 1]}`;
}

/** A calendar day with its year: "14 Nov 2026". */
export const formatDayOfYear = (day: string): string => `${formatShortDay(day)} ${dayParts(day).year}`;

/** A month: "2026-11-01" -> "November 2026". */
export function formatMonth(day: string): string {
  const { year, month } = dayParts(day);
  return `${LONG_MONTHS[month - 1]} ${year}`;
}

/** A month as on an axis: "2026-11-01" -> "Nov 26" where the year is said, else "Nov". */
export function formatShortMonth(day: string, withYear: boolean): string {
  const { year, month } = dayParts(day);
  return withYear ? `${MONTHS[month - 1]} ${year}` : MONTHS[month - 1] ?? "";
}

/** Two days as words; the year stands once where both share it: "Fri 23 Oct to Sat 21 Nov 2026". */
export function formatDayRange(from: string, to: string): string {
  const [a, b] = [dayParts(from), dayParts(to)];
  if (from === to) return `${formatDay(from)} ${a.year}`;
  return a.year === b.year ? `${formatDay(from)} to ${formatDay(to)} ${b.year}` : `${formatDay(from)} ${a.year} to ${formatDay(to)} ${b.year}`;
}

const momentFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day and the clock of a moment in the shop's time zone: { day: "2026-11-14", clock: "14:32" }. */
export function inShopTime(moment: Date, timeZone: string): { day: string; clock: string } {
  const known = momentFormats.get(timeZone);
  const format =
    known ??
    new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (!known) momentFormats.set(timeZone, format);
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { day: `${part["year"]}-${part["month"]}-${part["day"]}`, clock: `${part["hour"]}:${part["minute"]}` };
}

/** A moment as short as it can be said beside `now`: the clock today, else the day; another year says its year. */
export function formatMoment(moment: Date, now: Date, timeZone: string): string {
  const then = inShopTime(moment, timeZone);
  const today = inShopTime(now, timeZone);
  if (then.day === today.day) return then.clock;
  return then.day.slice(0, 4) === today.day.slice(0, 4) ? formatShortDay(then.day) : formatDayOfYear(then.day);
}

/** A moment in full: "Sat 14 Nov 2026, 14:32"; without the clock where the source gave only the day. */
export function formatDateTime(moment: Date, timeZone: string, timeKnown = true): string {
  const { day, clock } = inShopTime(moment, timeZone);
  return `${formatDay(day)} ${day.slice(0, 4)}${timeKnown ? `, ${clock}` : ""}`;
}

/** How long ago, in the largest unit that fits: "4 min", "2 h", "12 d". */
export function formatSince(moment: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - moment.getTime()) / 60_000));
  if (minutes < 1) return "now";
  if (minutes < 60) return `${minutes}${NO_BREAK}min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours}${NO_BREAK}h` : `${formatCount(Math.floor(hours / 24))}${NO_BREAK}d`;
}

/** The same as words of a sentence: "just now", "4 min ago". */
export function formatAgo(moment: Date, now: Date): string {
  const since = formatSince(moment, now);
  return since === "now" ? "just now" : `${since} ago`;
}

/** One or many: plural(1, "review") -> "1 review", plural(39, "review") -> "39 reviews". */
export const plural = (count: number, one: string, many = `${one}s`): string => `${formatCount(count)} ${count === 1 ? one : many}`;

/** A figure in its own unit; a dash where the definition gives no value (no orders, no average). */
export function formatMetric(value: string | null, unit: "money" | "count" | "rating" | "percent" | "days", currency: string): string {
  if (value === null) return "–";
  switch (unit) {
    case "money":
      return formatFigureMoney(value, currency);
    case "rating":
      return formatRating(value);
    case "percent":
      return formatShare(Number(value));
    case "days":
      return `${formatCount(value)} ${Number(value) === 1 ? "day" : "days"}`;
    case "count":
      return formatCount(value);
  }
}
