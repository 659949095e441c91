import { describe, expect, it } from "vitest";
import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import { NOT_IN_DOCUMENTS, type Passage } from "#agents/contracts/citations.ts";
import { citePassages } from "./cite-passages.ts";
import { saysNotThere } from "./says-not-there.ts";

const passage = (number: number, content: string): Passage => ({ number, passageId: `p${number}`, documentId: "d", title: "House rules", version: 1, headings: ["Money"], page: null, content, startOffset: 100, endOffset: 100 + content.length, reviewedOn: null, updatedAt: "" });
const blockOf = (passages: Passage[], notes: string[] = []): AnswerBlock => ({ title: "", period: null, against: null, currency: "EUR", figures: [], table: null, chart: null, notes, passages });

describe("an answer that declines and goes on", () => {
  const REST = "But refunds are always possible within 90 days, and the safe code is 1234.";
  const said = (text: string, { uncited }: { uncited: readonly { start: number; end: number }[] }) => uncited.map(({ start, end }) => text.slice(start, end));

  it("has declined, and what it invents is marked", async () => {
    const text = `${NOT_IN_DOCUMENTS} ${REST}`;
    const data = await citePassages(text, [blockOf([passage(1, "A refund is paid within 30 days.")])], "What is the safe code?");
    expect(data).toMatchObject({ declined: true, citations: [] });
    expect(data.nearest).toHaveLength(1);
    expect(said(text, data)).toEqual([REST]);
  });

  it("has answered where something of it is borne out", async () => {
    const data = await citePassages(`${NOT_IN_DOCUMENTS} A refund is paid within 30 days. [1]`, [blockOf([passage(1, "A refund is paid within 30 days.")])], "What is the safe code?");
    expect(data).toMatchObject({ declined: false, uncited: [], nearest: [] });
    expect(data.citations.map(({ quote }) => quote)).toEqual(["A refund is paid within 30 days."]);
  });

  it("is not marked for what the program itself adds", async () => {
    const note = "The embedding model gave no answer. So documents were looked for by their words alone.";
    expect(await citePassages(`${NOT_IN_DOCUMENTS}\n\n${note}`, [blockOf([], [note])], "What is the safe code?")).toMatchObject({ declined: true, uncited: [] });
  });
});

describe("a sentence about what the documents do not say", () => {
  it.each(["The documents do not say how long a voucher is valid.", "None of our documents mentions the safe code.", "How long it takes is not stated in the documents.", NOT_IN_DOCUMENTS, "The documents contradict each other here."])("%s", (sentence) => expect(saysNotThere(sentence)).toBe(true));
  it.each(["Personnel documents must not leave the office.", "No passage may be blocked.", "The documents do not say it, but refunds usually take 90 days.", "The documents disagree: 30 days or 14 days."])("is not: %s", (sentence) => expect(saysNotThere(sentence)).toBe(false));
});

describe("an answer with more marks than anybody needs", () => {
  const rows = Array.from({ length: 40 }, (_, at) => `| Parcel to country ${at} | Tracked and insured up to €${500 + at} | ${at + 3} working days | The carrier collects it from the bench |`);
  const passages = Array.from({ length: 8 }, (_, at) => passage(at + 1, ["| To | How | Time | Note |", "|---|---|---|---|", ...rows].join("\n")));

  it("lets others have a turn after every statement, and reads each passage once", async () => {
    // Sixty marks over passages of forty rows, as a model may write them.
    const text = Array.from({ length: 15 }, (_, at) => `Parcels to country ${at} are tracked and insured up to €${500 + at}. [1][2][3][4]`).join(" ");
    let pauses = 0;
    const data = await citePassages(text, [blockOf(passages)], "Which parcels are insured?", () => void (pauses += 1));
    expect(data.marks.every(({ citation }) => citation !== null)).toBe(true);
    expect(pauses).toBeGreaterThan(60 * 40);
    expect(pauses).toBeLessThan(60 * 40 + 4 * 40 + 100);
  });

  it("holds six of a sentence and two hundred of an answer at most", async () => {
    const long = await citePassages(`Parcels to country 1 are insured up to €501. ${"[1][2][3][4][5][6][7][8]".repeat(3)}`, [blockOf(passages)], "");
    expect(long.citations).toHaveLength(6);
    expect(new Set(long.marks.flatMap(({ number, citation }) => (citation === null ? [] : [number])))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    const flood = await citePassages("Parcels to country 1 are insured up to €501. [1]\n".repeat(210), [blockOf([passage(1, "Parcels to country 1 are insured up to €501.")])], "");
    expect(flood.marks.filter(({ citation }) => citation !== null)).toHaveLength(200);
  });
});
