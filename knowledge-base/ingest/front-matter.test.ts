import { describe, expect, it, test } from "vitest";
import { takeFrontMatter } from "./front-matter.ts";

const front = (...lines: string[]) => takeFrontMatter(`---\n${lines.join("\n")}\n---\n\n# Pay\n`).front;

describe("who may read a file by its front matter", () => {
  it.each([["audience: manager", "manager"], ["Audience: Manager", "manager"], ["audience: all", "staff"], ["title: Pay", null], ["audience:", null]])("%s", (line, audience) => {
    expect(front(line).audience).toBe(audience);
  });

  it.each(["audience: managers", "audience: [manager]", "audience: {a: b}", "audience: manager\n\ttitle: [", "Audience : \"manager\ntitle: x"])("is refused and not everybody where it is not understood: %j", (lines) => {
    expect(() => front(lines)).toThrow("unknown-audience");
  });
});

test("a rule of dashes with prose in it is no front matter", () => {
  const text = "---\nNothing but prose stands here.\n---\n\nMore.";
  expect(takeFrontMatter(text).body).toBe(text);
});

test("words lose what nothing shows, and days are days of the calendar", () => {
  expect(front('title: "a\\0b\\u202Ec"').title).toBe("a bc");
  expect(front("reviewed: 2026-02-30", "review_due: 2028-02-29")).toMatchObject({ reviewedOn: null, reviewDueOn: "2028-02-29" });
});
