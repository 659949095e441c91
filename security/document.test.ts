import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/* docs/security.md answers every requirement of V6 to V8 of ASVS 5.0.0 once, and every test it leans on exists. */

const text = readFileSync("docs/security.md", "utf8");
/** How many requirements each section of the standard has. */
const SECTIONS: Readonly<Record<string, number>> = {
  "6.1": 3, "6.2": 12, "6.3": 8, "6.4": 6, "6.5": 8, "6.6": 4, "6.7": 2, "6.8": 4,
  "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 3, "7.6": 2,
  "8.1": 4, "8.2": 4, "8.3": 3, "8.4": 2,
};
const asked = Object.entries(SECTIONS).flatMap(([section, count]) => Array.from({ length: count }, (_, n) => `${section}.${n + 1}`));
const rows = [...text.matchAll(/^\| (\d\.\d\.\d+) \|(.*)\|$/gm)].map(([, number = "", rest = ""]) => {
  const [requirement = "", state = "", how = "", tests = ""] = rest.split("|").map((cell) => cell.trim());
  return { number, requirement, state, how, tests };
});
const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading.toLowerCase().replace(/[^\w\s-]/g, "").replaceAll(" ", "-"));

test("each of the 79 requirements has one row", () => {
  expect(rows.map(({ number }) => number)).toEqual(asked);
  expect(rows).toHaveLength(79);
});

describe.each(rows)("$number", ({ requirement, state, how, tests }) => {
  test("says what is asked, how it stands and why", () => {
    expect(requirement).not.toBe("");
    expect(["met", "not met", "not applicable"]).toContain(state);
    expect(how).not.toBe("");
  });

  test("leans on tests and sections that exist", () => {
    const named = tests === "" ? [] : tests.split(/; (?=`)/).map((one) => /^`([^`]+)`: "([^"]+)"$/.exec(one) ?? [one, "", ""]);
    for (const [cell, path = "", name = ""] of named) {
      expect(path, cell).toMatch(/\.(test|spec)\.tsx?$/);
      expect(existsSync(path), path).toBe(true);
      expect(readFileSync(path, "utf8"), `${path} has no "${name}"`).toContain(name);
    }
    const links = [...how.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor);
    for (const anchor of links) expect(anchors).toContain(anchor);
    if (state === "met") expect(named.length + links.length).toBeGreaterThan(0);
  });
});
