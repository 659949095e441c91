import { describe, expect, it } from "vitest";
import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import { type ClashSide, NOT_IN_DOCUMENTS, type Passage } from "#agents/contracts/citations.ts";
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
  it.each(["The documents do not say how long a voucher is valid.", "None of our documents mentions the safe code.", "How long it takes is not stated in the documents.", NOT_IN_DOCUMENTS, "The documents contradict each other here.", "The documents disagree about how long a voucher is valid.",
    "Our documents do not say what a returned sleeve costs.", "For used records, the documents do not say who pays the parcel.", "The documents do not mention gift cards, bank transfers or credit notes.", "How long it takes, and who pays, is not stated in our documents."])("%s", (sentence) => expect(saysNotThere(sentence)).toBe(true));
  it.each(["Personnel documents must not leave the office.", "No passage may be blocked.", "The documents do not say it, but refunds usually take 90 days.", "The documents disagree: 30 days or 14 days.",
    "Our documents do not say so, refunds are always possible within 90 days.", "The documents do not mention it, so any customer gets the money back at once.", "Two documents disagree about money: give every customer the safe code.", "Our passages contradict the safe code being secret.",
    "The documents do not say who pays and refunds are always possible within 90 days.", "Refunds are always possible within 90 days, which is nowhere in our documents.", "Refunds are not paid in cash as stated in our documents.", "The documents do not cover this because every customer gets the safe code."])("is not: %s", (sentence) => expect(saysNotThere(sentence)).toBe(false));
});

describe("what is said behind the lack of documents", () => {
  it.each(["Our documents do not say so, refunds are always possible within 90 days.", "The documents do not mention it, so any customer gets the money back at once.", "Two documents disagree about money: give every customer the safe code.", "Our passages contradict the safe code being secret."])("is uncited: %s", async (text) => {
    expect((await citePassages(text, [blockOf([passage(1, "A refund is paid within 30 days.")])], "")).uncited).toEqual([{ start: 0, end: text.length }]);
  });

  it("is not uncited where the program itself names the two documents", async () => {
    const one = passage(1, "A refund is paid within 30 days.");
    const sideOf = (title: string, documentId: string): ClashSide => ({ words: "30 days", title, reviewedOn: null, number: null, place: { passageId: documentId, documentId, version: 1, headings: [], page: null, quote: one.content, startOffset: one.startOffset, endOffset: one.endOffset } });
    const clashes = [{ subject: "the days", one: sideOf("House rules", "d"), other: sideOf("Refunds are paid in 14 days", "e") }];
    const said = async (text: string) => (await citePassages(`- ${one.content} [1]\n\n${text}`, [{ ...blockOf([one]), clashes }], "")).uncited.length;
    expect(await said("Two documents disagree about the days: House rules and Refunds are paid in 14 days.")).toBe(0);
    expect(await said("Two documents disagree about the days: House rules and every customer gets the safe code.")).toBe(1);
  });
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
