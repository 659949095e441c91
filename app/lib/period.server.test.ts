import { expect, test } from "vitest";
import { resolvePeriod } from "#server/contracts/period.ts";
import { describeAgainst } from "./period.server.ts";

const labels = (params: { p?: string; from?: string; to?: string; against?: string }) => {
  const period = resolvePeriod({ params: { p: undefined, from: undefined, to: undefined, against: undefined, ...params }, today: "2026-11-22" });
  return { shown: period.comparison?.label ?? "no comparison", offered: new Map(describeAgainst(period).map(({ kind, label }) => [kind, label])) };
};

test("offers each comparison in the words that the page then uses", () => {
  for (const params of [{}, { p: "mtd" }, { p: "lm" }, { p: "ytd" }, { from: "2026-11-01", to: "2026-11-30" }, { from: "2026-11-01", to: "2026-11-10" }]) {
    for (const against of ["previous", "weekdays", "year", "none"]) {
      const { shown, offered } = labels({ ...params, against });
      expect(offered.get(against), JSON.stringify({ ...params, against })).toBe(shown);
    }
  }
  expect(labels({ from: "2026-11-01", to: "2026-11-30", against: "none" }).offered.get("previous")).toBe("the 22 days before");
});
