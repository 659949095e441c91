import { expect, it } from "vitest";
import { readStatements } from "./statements.ts";

const texts = (content: string) => readStatements(content).map(({ kind, text }) => [kind, text]);

it("lets a sentence go on over the end of a line, as files do whose lines are of one width", () => {
  expect(texts("If you detect any unusual activity,\nreport it to the desk\nat once. Do not turn off\nyour computer.\n\nNext.")).toEqual([
    ["sentence", "If you detect any unusual activity,\nreport it to the desk\nat once."],
    ["sentence", "Do not turn off\nyour computer."],
    ["sentence", "Next."],
  ]);
});
