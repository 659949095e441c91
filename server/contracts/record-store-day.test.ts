import { describe, expect, it } from "vitest";
import { isoFromDay, recordStoreDay } from "#db/seed/days.ts";
import { recordStoreDays, unlessNoted } from "./record-store-day.ts";

const spring = (year: number) => recordStoreDays(`${year}-01-01`, `${year}-12-31`).filter((found) => found.season === "spring");
const blackFriday = (year: number) => recordStoreDays(`${year}-01-01`, `${year}-12-31`).filter((found) => found.season === "black-friday");

/** As announced each year by the organisers. */
const ANNOUNCED: Record<number, string[]> = {
  2008: ["2008-04-19"],
  2009: ["2009-04-18"],
  2010: ["2010-04-17"],
  2012: ["2012-04-21"],
  2014: ["2014-04-19"],
  2015: ["2015-04-18"],
  2016: ["2016-04-16"],
  2017: ["2017-04-22"],
  2019: ["2019-04-13"],
  2020: ["2020-08-29", "2020-09-26", "2020-10-24"],
  2021: ["2021-06-12", "2021-07-17"],
  2022: ["2022-04-23"],
  2023: ["2023-04-22"],
  2024: ["2024-04-20"],
  2025: ["2025-04-12"],
  2026: ["2026-04-18"],
};

describe("Record Store Day", () => {
  it.each(Object.entries(ANNOUNCED))("in %s", (year, days) => {
    expect(spring(Number(year)).map(({ day }) => day)).toEqual(days);
  });

  it("is the rule of the demo shop in every year that is not known to differ", () => {
    const differ = new Set([2017, 2019, 2020, 2021, 2022, 2023, 2025]);
    for (let year = 2008; year <= 2060; year += 1) {
      if (!differ.has(year)) expect(spring(year).map(({ day }) => day)).toEqual([isoFromDay(recordStoreDay(year))]);
    }
  });

  it("is there again on the Friday after Thanksgiving, never before 2010", () => {
    expect(blackFriday(2009)).toEqual([]);
    expect([2010, 2014, 2018, 2024, 2025, 2026].map((year) => blackFriday(year)[0]?.day)).toEqual(["2010-11-26", "2014-11-28", "2018-11-23", "2024-11-29", "2025-11-28", "2026-11-27"]);
  });

  it("counts both ends of a range and nothing before there was one", () => {
    expect(recordStoreDays("2026-04-18", "2026-04-18")).toEqual([{ day: "2026-04-18", text: "Record Store Day", season: "spring" }]);
    expect(recordStoreDays("2026-04-19", "2026-11-26")).toEqual([]);
    expect(recordStoreDays("1990-01-01", "2008-04-18")).toEqual([]);
    expect(recordStoreDays("2020-01-01", "2020-10-01").map(({ text }) => text)).toEqual(["Record Store Day, part 1 of 3", "Record Store Day, part 2 of 3"]);
  });

  it("gives way to a note of the shop that names it near its day", () => {
    const days = recordStoreDays("2025-01-01", "2025-12-31");
    expect(unlessNoted(days, [{ day: "2025-04-19", text: "record store day: doors at nine" }]).map(({ season }) => season)).toEqual(["black-friday"]);
    expect(unlessNoted(days, [{ day: "2025-07-19", text: "Looking back at Record Store Day" }])).toEqual(days);
    expect(unlessNoted(days, [{ day: "2025-04-12", text: "Fair" }])).toEqual(days);
  });
});
