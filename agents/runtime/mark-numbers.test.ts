import { describe, expect, it } from "vitest";
import type { AnswerBlock } from "../contracts/blocks.ts";
import { markNumbers } from "./mark-numbers.ts";

const block: AnswerBlock = {
  title: "Overview",
  period: { from: "2026-06-01", to: "2026-06-30", label: "June 2026" },
  against: null,
  currency: "EUR",
  figures: [
    { key: "revenue", label: "Revenue", unit: "money", value: "24117.25", before: "22305.00", change: { kind: "relative", value: 0.08125, good: true } },
    { key: "repeat_rate", label: "Repeat rate", unit: "percent", value: "0.4175" },
  ],
  table: { columns: [{ key: "genre", label: "Genre", unit: "text" }, { key: "units", label: "Copies", unit: "count" }], rows: [{ genre: "Hard bop", units: 412 }], total: 9 },
  chart: null,
  notes: ["Covers 84% of the revenue."],
};
const results = [{ callId: "call-1", tool: "overview", block }];
const status = (text: string, question = "") => markNumbers(text, results, question).map((mark) => [mark.text, mark.status, mark.source]);

describe("where the figures of an answer come from", () => {
  it("finds a cell, at the precision that is shown", () => {
    expect(status("€24,117.25, or €24,117")).toEqual([["€24,117.25", "verified", "revenue"], ["€24,117", "verified", "revenue"]]);
    expect(status("€24,117.26")).toEqual([["€24,117.26", "unverified", null]]);
  });
  it("finds shares, changes, what was before, notes and counts of rows", () => {
    expect(status("41.8%")).toEqual([["41.8%", "verified", "repeat_rate"]]);
    expect(status("8.1% more than €22,305.00")).toEqual([["8.1%", "verified", "revenue.change"], ["€22,305.00", "verified", "revenue.before"]]);
    expect(status("It covers 84%.")).toEqual([["84%", "verified", "notes[0]"]]);
    expect(status("9 genres, Hard bop with 412 copies")).toEqual([["9", "verified", "rows"], ["412", "verified", "units[0]"]]);
  });
  it("does not take one unit for another", () => {
    expect(status("412%")).toEqual([["412%", "unverified", null]]);
    expect(status("€412.00")).toEqual([["€412.00", "unverified", null]]);
    expect(status("$24,117.25")).toEqual([["$24,117.25", "unverified", null]]);
    expect(status("EUR 24,117.25")).toEqual([["EUR 24,117.25", "verified", "revenue"]]);
  });
  it("does not round what is no whole number to a count", () => {
    const rated: AnswerBlock = { ...block, figures: [{ key: "average_rating", label: "Rating", unit: "rating", value: "4.62" }], table: null, notes: [] };
    const found = markNumbers("5 records were rated 4.6.", [{ callId: "call-2", tool: "overview", block: rated }], "");
    expect(found.map(({ text, status }) => [text, status])).toEqual([["5", "unverified"], ["4.6", "verified"]]);
  });
  it("knows what the question said", () => {
    expect(status("You asked for the top 5.", "top 5 albums")).toEqual([["5", "question", null]]);
  });
  it("names the call", () => expect(markNumbers("412", results, "")[0]?.callId).toBe("call-1"));
});
