import { describe, expect, it } from "vitest";
import { printExam, summarise } from "./print-exam.ts";
import { TOPICS } from "./question.ts";
import { QUESTIONS } from "./questions.ts";
import type { Graded } from "./run-exam.ts";

const answerable = QUESTIONS.filter(({ kind }) => kind !== "impossible");

describe("the exam", () => {
  it("is as large as it says, with follow-ups and open questions, and asks about everything", () => {
    expect(answerable.length).toBeGreaterThanOrEqual(220);
    expect(QUESTIONS.length - answerable.length).toBeGreaterThanOrEqual(45);
    expect(QUESTIONS.filter(({ after }) => after !== undefined).length).toBeGreaterThanOrEqual(12);
    expect(QUESTIONS.filter(({ kind }) => kind === "open").length).toBeGreaterThanOrEqual(6);
    expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(QUESTIONS.length);
    for (const topic of TOPICS) expect(answerable.filter((one) => one.kind !== "impossible" && one.topic === topic).length, topic).toBeGreaterThanOrEqual(4);
  });

  it("states at least one value that a right answer must hold, for every way to understand a question", () => {
    for (const question of QUESTIONS) {
      if (question.kind === "impossible") continue;
      for (const right of question.kind === "plain" ? [question.right] : question.readings.map((reading) => reading.right)) {
        expect(right.length, question.id).toBeGreaterThan(0);
        for (const { first, each, sql } of right) {
          expect(Object.keys({ ...first, ...each }).length, question.id).toBeGreaterThan(0);
          expect(sql.trim(), question.id).toMatch(/^(select|with)\b/);
        }
      }
    }
  });

  it("never repeats a question in the same conversation", () => {
    const whole = QUESTIONS.map(({ after = [], question }) => [...after, question].join("\n"));
    expect(new Set(whole).size).toBe(whole.length);
  });
});

describe("the exam's table", () => {
  const graded = (id: string, topic: string | null, result: Graded["result"]): Graded => ({
    id, topic, result, role: "staff", question: `Question ${id}?`, after: [], answer: `Answer ${id}`, tools: [], missing: result === "right" ? [] : [`value ${id}`], model: "offline",
  });
  const all = [graded("a", "stock", "right"), graded("b", "stock", "wrong"), graded("c", "order", "right"), graded("d", "order", "declined"), graded("e", null, "right")];

  it("counts by topic and says which goals are reached", () => {
    const { topics, answerable: possible, impossible, goals } = summarise(all);
    expect(topics.map(({ name, total, counts }) => [name, total, counts.right])).toEqual([["stock", 2, 1], ["order", 2, 1]]);
    expect(possible.counts).toEqual({ right: 2, declined: 1, "asked-back": 0, "wrong-but-said-so": 0, wrong: 1 });
    expect(impossible.counts.right).toBe(1);
    expect(goals.map(({ reached }) => reached)).toEqual([false, false, true]);
  });

  it("lists every miss with its question, its answer and what was expected", () => {
    let printed = "";
    printExam(all, (text) => (printed += text));
    for (const id of ["b", "d"]) for (const part of [`Question ${id}?`, `Answer ${id}`, `value ${id}`]) expect(printed).toContain(part);
    for (const id of ["a", "c", "e"]) expect(printed).not.toContain(`Question ${id}?`);
  });
});
