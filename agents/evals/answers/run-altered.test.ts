import { expect, it } from "vitest";
import { holdAltered } from "./run-altered.ts";
import { summariseAltered } from "./print-answers.ts";

it("true sentences about the documents keep their mark and altered ones lose it, as far as was measured", async () => {
  const { right, wrong } = summariseAltered(await holdAltered());
  expect(right.total + wrong.total).toBeGreaterThanOrEqual(2 * 60);
  expect(right.share).toBeGreaterThanOrEqual(0.93);
  expect(wrong.share).toBeGreaterThanOrEqual(0.9);
});
