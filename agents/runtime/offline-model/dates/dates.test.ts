import { describe, expect, it } from "vitest";
import { tokenise } from "../language/words.ts";
import { readDates } from "./read-dates.ts";
import type { DateContext } from "./range-rules.ts";

const context: DateContext = {
  today: "2026-11-22", // a Sunday
  firstDay: "2024-01-03",
  events: [{ day: "2025-04-12", name: "Record Store Day" }, { day: "2026-04-18", name: "Record Store Day" }, { day: "2026-09-12", name: "Vinyl fair Leipzig" }],
  page: null,
  last: null,
};

const read = (question: string, changes: Partial<DateContext> = {}) => readDates(tokenise(question), { ...context, ...changes });
const days = (question: string, changes: Partial<DateContext> = {}) => read(question, changes).ranges.map((range) => `${range.isAgainst ? "against " : ""}${range.from}..${range.to}`).join(", ");

const TABLE: [string, string][] = [
  ["revenue today", "2026-11-22..2026-11-22"],
  ["How did we do yesterday?", "2026-11-21..2026-11-21"],
  ["the day before yesterday", "2026-11-20..2026-11-20"],
  ["last 7 days", "2026-11-16..2026-11-22"],
  ["in the past ten days", "2026-11-13..2026-11-22"],
  ["over the last two weeks", "2026-11-09..2026-11-22"],
  ["the last fortnight", "2026-11-09..2026-11-22"],
  ["last 3 months", "2026-08-23..2026-11-22"],
  ["last 3 full months", "2026-08-01..2026-10-31"],
  ["the last two quarters", "2026-04-01..2026-09-30"],
  ["the past 2 years", "2024-11-23..2026-11-22"],
  ["this week", "2026-11-16..2026-11-22"],
  ["last week", "2026-11-09..2026-11-15"],
  ["the previous month", "2026-10-01..2026-10-31"],
  ["this month", "2026-11-01..2026-11-22"],
  ["last month's takings", "2026-10-01..2026-10-31"],
  ["this quarter", "2026-10-01..2026-11-22"],
  ["last quarter", "2026-07-01..2026-09-30"],
  ["last year", "2025-01-01..2025-12-31"],
  ["this year so far", "2026-01-01..2026-11-22"],
  ["so far this year", "2026-01-01..2026-11-22"],
  ["YTD", "2026-01-01..2026-11-22"],
  ["month to date", "2026-11-01..2026-11-22"],
  ["last March", "2026-03-01..2026-03-31"],
  ["in March", "2026-03-01..2026-03-31"],
  ["in March last year", "2025-03-01..2025-03-31"],
  ["last December", "2025-12-01..2025-12-31"],
  ["last November", "2025-11-01..2025-11-30"],
  ["in November", "2026-11-01..2026-11-22"],
  ["March 2025", "2025-03-01..2025-03-31"],
  ["Mar 2025", "2025-03-01..2025-03-31"],
  ["2025-03", "2025-03-01..2025-03-31"],
  ["in May", "2026-05-01..2026-05-31"],
  ["Q3", "2026-07-01..2026-09-30"],
  ["Q3 2025", "2025-07-01..2025-09-30"],
  ["the third quarter of 2025", "2025-07-01..2025-09-30"],
  ["Q4", "2026-10-01..2026-11-22"],
  ["the last quarter of 2025", "2025-10-01..2025-12-31"],
  ["Q3 against Q3 last year", "2026-07-01..2026-09-30, against 2025-07-01..2025-09-30"],
  ["Q1 vs Q2", "2026-01-01..2026-03-31, against 2026-04-01..2026-06-30"],
  ["first half of 2025", "2025-01-01..2025-06-30"],
  ["the second half of last year", "2025-07-01..2025-12-31"],
  ["H1", "2026-01-01..2026-06-30"],
  ["H2 2025", "2025-07-01..2025-12-31"],
  ["since the start of the year", "2026-01-01..2026-11-22"],
  ["from the beginning of this month", "2026-11-01..2026-11-22"],
  ["since the start", "2024-01-03..2026-11-22"],
  ["since the start of 2025", "2025-01-01..2026-11-22"],
  ["from July 2025 to June 2026", "2025-07-01..2026-06-30"],
  ["this year's Record Store Day against last year's", "2026-04-18..2026-04-18, against 2025-04-12..2025-04-12"],
  ["Record Store Day this year against last year", "2026-04-18..2026-04-18, against 2025-04-12..2025-04-12"],
  ["Record Store Day 2025 vs 2026", "2025-04-12..2025-04-12, against 2026-04-18..2026-04-18"],
  ["was this October better than last year", "2026-10-01..2026-10-31, against 2025-10-01..2025-10-31"],
  ["since Record Store Day", "2026-04-18..2026-11-22"],
  ["on Record Store Day", "2026-04-18..2026-04-18"],
  ["on Record Store Day 2025", "2025-04-12..2025-04-12"],
  ["Record Store Day last year", "2025-04-12..2025-04-12"],
  ["since the vinyl fair Leipzig", "2026-09-12..2026-11-22"],
  ["since Christmas", "2025-12-25..2026-11-22"],
  ["over the holidays", "2025-12-24..2026-01-01"],
  ["on Black Friday", "2025-11-28..2025-11-28"],
  ["at Easter 2026", "2026-04-05..2026-04-05"],
  ["between January 2021 and December 2025", "2021-01-01..2025-12-31"],
  ["between 1 May and 15 May", "2026-05-01..2026-05-15"],
  ["from 1 May to 15 May", "2026-05-01..2026-05-15"],
  ["from May 1st to May 15th", "2026-05-01..2026-05-15"],
  ["1 to 15 May 2025", "2025-05-01..2025-05-15"],
  ["from March to June", "2026-03-01..2026-06-30"],
  ["from November to January", "2025-11-01..2026-01-31"],
  ["from December 2025 until February", "2025-12-01..2026-02-28"],
  ["between March and May 2025", "2025-03-01..2025-05-31"],
  ["March to May 2025", "2025-03-01..2025-05-31"],
  ["since April", "2026-04-01..2026-11-22"],
  ["since 1 April 2026", "2026-04-01..2026-11-22"],
  ["from April onwards", "2026-04-01..2026-11-22"],
  ["until the end of March", "2024-01-03..2026-03-31"],
  ["before 2025", "2024-01-03..2024-12-31"],
  ["after June 2026", "2026-07-01..2026-11-22"],
  ["2024", "2024-01-01..2024-12-31"],
  ["in 2024 and 2025", "2024-01-01..2024-12-31, 2025-01-01..2025-12-31"],
  ["2024 vs 2025", "2024-01-01..2024-12-31, against 2025-01-01..2025-12-31"],
  ["the week before last", "2026-11-02..2026-11-08"],
  ["the month before last", "2026-09-01..2026-09-30"],
  ["last month compared with the month before", "2026-10-01..2026-10-31, against 2026-09-01..2026-09-30"],
  ["this month against last month", "2026-11-01..2026-11-22, against 2026-10-01..2026-10-31"],
  ["the weekend", "2026-11-21..2026-11-22"],
  ["last weekend", "2026-11-14..2026-11-15"],
  ["last Saturday", "2026-11-21..2026-11-21"],
  ["on Monday", "2026-11-16..2026-11-16"],
  ["on 2026-10-05", "2026-10-05..2026-10-05"],
  ["2026-10-05 to 2026-10-09", "2026-10-05..2026-10-09"],
  ["on 24/12/2025", "2025-12-24..2025-12-24"],
  ["on 24.12.2025", "2025-12-24..2025-12-24"],
  ["on 12/24/2025", "2025-12-24..2025-12-24"],
  ["on the 3rd of October", "2026-10-03..2026-10-03"],
  ["3 October", "2026-10-03..2026-10-03"],
  ["October 3", "2026-10-03..2026-10-03"],
  ["on 24 December", "2025-12-24..2025-12-24"],
  ["of all time", "2024-01-03..2026-11-22"],
  ["have we ever had", "2024-01-03..2026-11-22"],
  ["how many orders in total", "2024-01-03..2026-11-22"],
  ["since we opened", "2024-01-03..2026-11-22"],
  ["two months ago", "2026-09-01..2026-09-30"],
  ["three days ago", "2026-11-19..2026-11-19"],
  ["last summer", "2026-06-01..2026-08-31"],
  ["in summer 2025", "2025-06-01..2025-08-31"],
  ["in week 12", "2026-03-16..2026-03-22"],
  ["next month", "2026-12-01..2026-12-31"],
  ["in 2027", "2027-01-01..2027-12-31"],
  ["the past week", "2026-11-16..2026-11-22"],
  ["in June and July", "2026-06-01..2026-06-30, 2026-07-01..2026-07-31"],
  ["did revenue fall", ""],
  ["may I see the orders", ""],
  ["how often did we march", ""],
  ['albums called "April in Paris"', ""],
];

describe("days in questions", () => {
  it.each(TABLE)("%s", (question, expected) => {
    expect(days(question)).toBe(expected);
  });

  it("marks what has not begun", () => {
    expect(read("revenue next month").ranges[0]?.isFuture).toBe(true);
    expect(read("revenue this month").ranges[0]?.isFuture).toBe(false);
  });

  it("says which of two readings it took", () => {
    expect(read("on 03/04/2026").ranges[0]).toMatchObject({ from: "2026-04-03", assumed: expect.stringContaining("day first") as string });
  });

  it("knows comparisons without days of their own", () => {
    expect(read("March 2026 compared with the same month last year").compareWith).toBe("year");
    expect(read("revenue last month year on year").compareWith).toBe("year");
    expect(read("revenue against the previous period").compareWith).toBe("previous");
  });

  it("takes the conversation's days", () => {
    const last = { from: "2026-03-01", to: "2026-03-31", label: "March 2026" };
    expect(days("and the month before?", { last })).toBe("2026-02-01..2026-02-28");
    expect(read("and orders in that month?", { last }).isSameAsBefore).toBe(true);
    expect(read("the year before", { last }).compareWith).toBe("year");
  });
});
