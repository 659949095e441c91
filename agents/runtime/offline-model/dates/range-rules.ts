import { addDays, addYears, type Day, sayDay, sayRange, startOfWeek } from "#server/contracts/calendar.ts";
import { NUMBER_WORDS, plain, readNumber, wordsOf } from "../language/words.ts";
import {
  addMonths,
  calendarUnit,
  dayOf,
  dayRange,
  type DayRange,
  halfRange,
  MONTH_PATTERN,
  mondayOfWeek,
  monthNumber,
  monthRange,
  monthsRange,
  quarterRange,
  type ReadRange,
  WEEKDAY_PATTERN,
  WEEKDAYS,
  weekRange,
  yearOf,
  yearRange,
} from "./calendar-words.ts";
import { HOLIDAYS } from "./holidays.ts";

/** What words about days are relative to. */
export interface DateContext {
  today: Day;
  /** First day with data; "ever" begins here. */
  firstDay: Day | null;
  events: readonly { day: Day; name: string }[];
  /** The days that the page shows. */
  page: DayRange | null;
  /** The days that the conversation was last about. */
  last: DayRange | null;
}

type Match = Record<string, string | undefined>;
interface Rule {
  pattern: RegExp;
  read: (match: Match, context: DateContext) => ReadRange | null;
}

const YEAR = "(?<year>(?:19|20)\\d{2})";
/** A year, or words for one, after a month, a quarter, a half or a holiday. */
const OF_YEAR = `(?: (?:of |in )?(?:the year )?${YEAR}| (?:of |in )?(?<relative>last|this|previous|the previous|the) year(?<before> before(?: last)?)?)?`;
const COUNT = `(?<count>\\d{1,4}|${NUMBER_WORDS}|a few|few|couple of|a couple of|half a)`;
const ORDINAL = "(?:st|nd|rd|th)?";
const UNIT = "(?<unit>day|week|month|quarter|year)";
const rule = (pattern: string, read: Rule["read"]): Rule => ({ pattern: new RegExp(`^(?:${pattern})(?= |$)`), read });

const saidYear = (match: Match, today: Day): number | null => {
  if (match["year"]) return Number(match["year"]);
  if (!match["relative"]) return null;
  if (match["before"] === " before last") return yearOf(today) - 2;
  if (match["before"]) return yearOf(today) - 2;
  return match["relative"] === "this" ? yearOf(today) : yearOf(today) - 1;
};

/** The latest of the years' ranges that has begun by today (or is over, when `complete`). */
function latest(make: (year: number) => ReadRange, today: Day, complete = false): ReadRange {
  const year = yearOf(today);
  const range = [make(year), make(year - 1), make(year - 2)].find((candidate) => (complete ? candidate.to < today : candidate.from <= today)) ?? make(year - 1);
  return { ...range, isYearSaid: false };
}

const inYear = (make: (year: number) => ReadRange, match: Match, { today }: DateContext, complete = false): ReadRange => {
  const year = saidYear(match, today);
  return year === null ? latest(make, today, complete) : make(year);
};

const countOf = (text: string | undefined): number => (text === undefined ? 1 : /few/.test(text) ? 3 : /couple/.test(text) ? 2 : (readNumber(text) ?? 1));
const isUnit = (text: string | undefined): text is "day" | "week" | "month" | "quarter" | "year" => /^(day|week|month|quarter|year)$/.test(text ?? "");
const plural = (count: number, unit: string): string => (count === 1 ? unit : `${count} ${unit}s`);

/** The last N units: days and weeks end today, months and years roll, quarters are whole ones. */
function lastUnits(count: number, unit: "day" | "week" | "month" | "quarter" | "year", today: Day, whole: boolean): ReadRange {
  const label = `the last ${plural(count, unit)}`;
  const base = { label, unit: unit === "day" && count === 1 ? "day" : "other", isYearSaid: true } as const;
  if (whole || unit === "quarter") {
    const from = calendarUnit(unit, today, -count).from;
    const to = calendarUnit(unit, today, -1).to;
    return { ...base, label: count === 1 ? `the last whole ${unit}` : `the last ${count} whole ${unit}s`, from, to, assumed: whole ? "" : `"${label}" as whole calendar quarters` };
  }
  if (unit === "day") return { ...base, from: addDays(today, 1 - count), to: today };
  if (unit === "week") return { ...base, from: addDays(today, 1 - count * 7), to: today, assumed: `"${label}" as the ${count * 7} days up to today` };
  const from = addDays(unit === "month" ? addMonths(today, -count) : addYears(today, -count, "before"), 1);
  return { ...base, from, to: today, assumed: `"${label}" as the days up to today` };
}

const weekdayBack = (name: string, from: Day): Day => {
  const monday = startOfWeek(from);
  const day = addDays(monday, WEEKDAYS.indexOf(name));
  return day <= from ? day : addDays(day, -7);
};

function weekend(match: Match, { today }: DateContext): ReadRange {
  const saturday = addDays(startOfWeek(today), 5);
  const which = match["which"];
  // On a weekday "the weekend" is the one that was, on Saturday and Sunday the one that is.
  const isNow = today >= saturday;
  const from = which === "this" ? saturday : which === "next" ? addDays(saturday, 7) : addDays(saturday, isNow && which === undefined ? 0 : -7);
  const start = match["beforeLast"] ? addDays(saturday, -14) : from;
  return { from: start, to: addDays(start, 1), label: `the weekend of ${sayRange(start, addDays(start, 1))}`, unit: "other", isYearSaid: true };
}

const SEASONS: Record<string, { month: number; name: string }> = { spring: { month: 3, name: "spring" }, summer: { month: 6, name: "summer" }, autumn: { month: 9, name: "autumn" }, fall: { month: 9, name: "autumn" }, winter: { month: 12, name: "winter" } };

function calendarDate(match: Match, context: DateContext): ReadRange | null {
  const month = match["monthName"] ? monthNumber(match["monthName"]) : 0;
  const date = Number(match["date"]);
  const year = saidYear(match, context.today);
  const candidates = year === null ? [0, 1, 2, 3, 4].map((back) => yearOf(context.today) - back) : [year];
  const days = candidates.map((candidate) => dayOf(candidate, month, date)).filter((day) => day !== null);
  const day = year === null ? (days.find((candidate) => candidate <= context.today) ?? days[0]) : days[0];
  return day ? { ...dayRange(day, sayDay(day, true)), isYearSaid: year !== null } : null;
}

function dateSpan(match: Match, context: DateContext): ReadRange | null {
  const first = calendarDate(match, context);
  const second = calendarDate({ ...match, date: match["lastDate"] }, context);
  if (!first || !second) return null;
  const from = first.from <= second.to ? first.from : addYears(first.from, -1, "before");
  return { from, to: second.to, label: sayRange(from, second.to), unit: "other", isYearSaid: first.isYearSaid };
}

function numericDate(match: Match): ReadRange | null {
  const [first, second] = [Number(match["first"]), Number(match["second"])];
  const short = Number(match["year"]);
  const year = short < 100 ? 2000 + short : short;
  const european = dayOf(year, second, first);
  const american = dayOf(year, first, second);
  const day = european ?? american;
  if (!day) return null;
  const isOpen = european !== null && american !== null && european !== american;
  return { ...dayRange(day, sayDay(day, true)), ...(isOpen ? { assumed: `"${first}/${second}" as ${sayDay(day, true)}, day first` } : {}) };
}

function shortNumericDate(match: Match, { today }: DateContext): ReadRange | null {
  const year = yearOf(today);
  const read = (candidate: number) => numericDate({ ...match, year: String(candidate) });
  const range = read(year);
  return range && range.from > today ? read(year - 1) : range;
}

const eventPattern = (name: string): string => wordsOf(plain(name)).map((word) => word.replace(/[^a-z\d]/g, "")).join(" ");

/** Ranges for a named day: those of the shop's own events first, else the calendar's. */
function readEvent(text: string, context: DateContext): { range: ReadRange; length: number } | null {
  const names = [...new Set(context.events.map((event) => event.name))].sort((a, b) => b.length - a.length);
  for (const name of names) {
    const pattern = eventPattern(name).replace(/ (?:19|20)\d{2}$/, "");
    if (pattern.length < 3) continue;
    const match = new RegExp(`^(?:the )?(?:last |this )?${pattern}${OF_YEAR}(?= |$)`).exec(text);
    if (!match) continue;
    const year = saidYear(match.groups ?? {}, context.today);
    const same = context.events.filter((event) => eventPattern(event.name).replace(/ (?:19|20)\d{2}$/, "") === pattern).map((event) => event.day);
    const fitting = same.filter((day) => (year === null ? day <= context.today : yearOf(day) === year)).sort();
    const day = fitting.at(-1);
    if (day) return { range: { ...dayRange(day, `${name.replace(/ (?:19|20)\d{2}$/, "")} (${sayDay(day, true)})`), isYearSaid: year !== null }, length: match[0].length };
  }
  for (const holiday of HOLIDAYS) {
    const match = new RegExp(`^(?:the )?(?<which>last |this )?(?:${holiday.pattern})${OF_YEAR}(?= |$)`).exec(text);
    if (!match) continue;
    const make = (year: number): ReadRange => {
      const { from, to } = holiday.days(year);
      return { from, to, label: `${holiday.name} (${sayRange(from, to)})`, unit: from === to ? "day" : "other", isYearSaid: true };
    };
    return { range: inYear(make, match.groups ?? {}, context), length: match[0].length };
  }
  return null;
}

const ARTICLE = "(?:the |our |my )?";
/** Relative words first, plain months and years last: the first rule that fits is taken. */
const RULES: readonly Rule[] = [
  rule("today|this day", (_, { today }) => dayRange(today, "today")),
  rule("yesterday", (_, { today }) => dayRange(addDays(today, -1), "yesterday")),
  rule(`${ARTICLE}day before yesterday`, (_, { today }) => dayRange(addDays(today, -2), sayDay(addDays(today, -2), true))),
  rule("tomorrow", (_, { today }) => dayRange(addDays(today, 1), "tomorrow")),
  rule(`ytd|year to date|${ARTICLE}year so far|so far this year|this year (?:so far|to date)`, (_, { today }) => ({ ...yearRange(yearOf(today)), to: today, label: `${yearOf(today)} so far` })),
  rule(`mtd|month to date|${ARTICLE}month so far|so far this month|this month (?:so far|to date)`, (_, { today }) => ({ ...calendarUnit("month", today, 0), to: today })),
  rule("qtd|quarter to date|so far this quarter|this quarter (?:so far|to date)", (_, { today }) => ({ ...calendarUnit("quarter", today, 0), to: today })),
  rule("wtd|week to date|so far this week|this week (?:so far|to date)", (_, { today }) => ({ ...calendarUnit("week", today, 0), to: today })),
  rule(`${ARTICLE}(?:last|past|previous|latest|recent|most recent) ${COUNT} (?<whole>full |complete |completed |whole |calendar |entire )?${UNIT}s?`, (match, { today }) =>
    isUnit(match["unit"]) ? lastUnits(countOf(match["count"]), match["unit"], today, match["whole"] !== undefined) : null,
  ),
  rule(`${ARTICLE}(?:last|past) (?<count>a |half )?(?<what>fortnight|half year|half a year|dozen days)`, (match, { today }) => (match["what"] === "fortnight" ? lastUnits(14, "day", today, false) : lastUnits(6, "month", today, false))),
  rule(`${ARTICLE}(?:past|rolling|trailing) ${UNIT}`, (match, { today }) => {
    if (!isUnit(match["unit"]) || match["unit"] === "quarter") return null;
    return match["unit"] === "day" ? dayRange(addDays(today, -1), "yesterday") : lastUnits(1, match["unit"], today, false);
  }),
  rule(`${COUNT} ${UNIT}s? ago|an? (?<one>week|month|year|quarter) ago`, (match, { today }) => {
    const unit = match["one"] ?? match["unit"];
    const range = isUnit(unit) ? calendarUnit(unit, today, -(match["one"] ? 1 : countOf(match["count"]))) : null;
    return range && { ...range, label: sayRange(range.from, range.to) };
  }),
  rule(`${ARTICLE}${UNIT} before last`, (match, { today }) => (isUnit(match["unit"]) ? named(calendarUnit(match["unit"], today, -2)) : null)),
  rule(`${ARTICLE}(?<beforeLast>weekend before last)`, weekend),
  rule(`${ARTICLE}(?:(?<which>this|last|previous|past|next) )?weekend`, weekend),
  rule(`${ARTICLE}(?<which>this|current|last|previous|prior|preceding|next|coming) (?:calendar |whole |full |business |complete )?${UNIT}`, (match, { today }) => {
    if (!isUnit(match["unit"])) return null;
    const by = /this|current/.test(match["which"] ?? "") ? 0 : /next|coming/.test(match["which"] ?? "") ? 1 : -1;
    if (match["unit"] === "day") return dayRange(addDays(today, by), addDays(today, by));
    return named(calendarUnit(match["unit"], today, by));
  }),
  rule(`(?:this |last |${ARTICLE})?(?<season>spring|summer|autumn|fall|winter)${OF_YEAR}`, (match, context) => {
    const season = SEASONS[match["season"] ?? ""];
    if (!season) return null;
    const make = (year: number) => ({ ...monthsRange(`${year}-${String(season.month).padStart(2, "0")}-01`, 3, `${season.name} ${year}`, "other"), assumed: `${season.name} as ${season.name === "winter" ? "December to February" : "three whole months"}` });
    return inYear(make, match, context);
  }),
  rule("(?<year>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})", (match) => {
    const day = dayOf(Number(match["year"]), Number(match["m"]), Number(match["d"]));
    return day ? dayRange(day, sayDay(day, true)) : null;
  }),
  rule("(?<year>(?:19|20)\\d{2})-(?<m>0[1-9]|1[0-2])", (match) => monthRange(Number(match["year"]), Number(match["m"]))),
  rule("(?<first>\\d{1,2})[./](?<second>\\d{1,2})[./](?<year>\\d{4}|\\d{2})", numericDate),
  rule("(?<first>\\d{1,2})/(?<second>\\d{1,2})", shortNumericDate),
  rule(`${ARTICLE}(?<date>\\d{1,2})${ORDINAL} (?:to|until|till|through|and|-) (?:the )?(?<lastDate>\\d{1,2})${ORDINAL} (?:of )?(?<monthName>${MONTH_PATTERN})${OF_YEAR}`, dateSpan),
  rule(`(?<monthName>${MONTH_PATTERN}) (?:the )?(?<date>\\d{1,2})${ORDINAL} (?:to|until|till|through|and|-) (?:the )?(?<lastDate>\\d{1,2})${ORDINAL}${OF_YEAR}`, dateSpan),
  rule(`(?:(?:${WEEKDAY_PATTERN}) )?${ARTICLE}(?<date>\\d{1,2})${ORDINAL} (?:of )?(?<monthName>${MONTH_PATTERN})${OF_YEAR}`, calendarDate),
  rule(`(?<monthName>${MONTH_PATTERN}) (?:the )?(?<date>\\d{1,2})${ORDINAL}${OF_YEAR}`, calendarDate),
  rule(`${ARTICLE}(?<half>first|second) half of (?<monthName>${MONTH_PATTERN})${OF_YEAR}`, (match, context) => {
    const whole = inYear((year) => monthRange(year, monthNumber(match["monthName"] ?? "")), match, context);
    const middle = addDays(whole.from, 14);
    return match["half"] === "first" ? { ...whole, to: middle, label: `1 to 15 ${whole.label}`, unit: "other" } : { ...whole, from: addDays(middle, 1), label: `the second half of ${whole.label}`, unit: "other" };
  }),
  rule(`(?<which>this |last |previous |next |${ARTICLE}month of )?(?<monthName>${MONTH_PATTERN})${OF_YEAR}`, (match, context) => {
    const make = (year: number) => monthRange(year, monthNumber(match["monthName"] ?? ""));
    if (match["which"] === "next ") return [make(yearOf(context.today)), make(yearOf(context.today) + 1)].find((range) => range.from > context.today) ?? null;
    if (match["which"] === "this " && saidYear(match, context.today) === null) return make(yearOf(context.today));
    return inYear(make, match, context, match["which"] === "last " || match["which"] === "previous ");
  }),
  rule(`${ARTICLE}(?:q(?<q>[1-4])|(?<ordinal>first|second|third|fourth|last|1st|2nd|3rd|4th) quarter of|(?<ordinalAlone>first|second|third|fourth|1st|2nd|3rd|4th) quarter)${OF_YEAR}`, (match, context) => {
    const word = match["ordinal"] ?? match["ordinalAlone"];
    const quarter = match["q"] ? Number(match["q"]) : word === "last" ? 4 : Math.max(["first", "second", "third", "fourth"].indexOf(word ?? ""), ["1st", "2nd", "3rd", "4th"].indexOf(word ?? "")) + 1;
    return inYear((year) => quarterRange(year, quarter), match, context);
  }),
  rule(`${ARTICLE}(?:h(?<h>[12])|(?<ordinal>first|second|1st|2nd) half(?: of)?(?: the year)?)${OF_YEAR}`, (match, context) => inYear((year) => halfRange(year, match["h"] === "2" || /second|2nd/.test(match["ordinal"] ?? "") ? 2 : 1), match, context)),
  rule(`(?:calendar )?(?:week|kw|cw) (?:no |number )?(?<week>\\d{1,2})${OF_YEAR}`, (match, context) => {
    const week = Number(match["week"]);
    if (week < 1 || week > 53) return null;
    return inYear((year) => weekRange(mondayOfWeek(year, week), `week ${week} of ${year}`), match, context);
  }),
  rule(`(?:last |this past |this |past )?(?<weekday>${WEEKDAY_PATTERN})`, (match, { today }) => {
    const day = weekdayBack(match["weekday"] ?? "", addDays(today, 0));
    const shown = day === today && match["0"]?.startsWith("last") ? addDays(day, -7) : day;
    return dayRange(shown, sayDay(shown, true));
  }),
  rule(`(?:the |calendar |the calendar |the whole of |all of )?(?:year )?${YEAR}`, (match) => yearRange(Number(match["year"]))),
  rule("(?:of )?all[- ]time|ever|(?:in|for) (?:all|our entire|our whole|its) (?:the )?(?:history|time)|since (?:we|the shop|the store|you) (?:opened|started|began)|since (?:the )?(?:very )?(?:beginning|start|opening)(?! of)|from the (?:very )?(?:beginning|start)(?! of)|lifetime|in (?:the|our) history", (_, context) => allTime(context)),
];

/** The whole of the data. */
export function allTime({ today, firstDay }: DateContext): ReadRange {
  const from = firstDay ?? addYears(today, -10, "before");
  return { from, to: today, label: "all time", unit: "other", isYearSaid: true };
}

/** Words for a relative unit: the calendar's own. */
function named(range: ReadRange): ReadRange {
  return range.label && range.label !== range.from ? range : { ...range, label: sayRange(range.from, range.to) };
}

/** The longest range that the text begins with, and how many characters it took. */
export function readRangeAt(text: string, context: DateContext): { range: ReadRange; length: number } | null {
  const event = readEvent(text, context);
  if (event) return event;
  let best: { range: ReadRange; length: number } | null = null;
  for (const { pattern, read } of RULES) {
    const match = pattern.exec(text);
    if (!match || (best && match[0].length <= best.length)) continue;
    const range = read({ ...match.groups, "0": match[0] }, context);
    if (range) best = { range, length: match[0].length };
  }
  return best;
}

