import { wilsonInterval } from "../wilson.ts";
import { type Result, RESULTS } from "./grade.ts";
import type { Graded } from "./run-exam.ts";

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const CANNOT = "cannot be answered";
/** What the headings say; `declined` counts what should have been answered, for what cannot be answered declining is right. */
const HEADINGS: Record<Result, string> = { right: "right", declined: "declined", "asked-back": "asked back", "wrong-but-said-so": "wrong but said", wrong: "wrong" };

interface Line {
  name: string;
  total: number;
  counts: Record<Result, number>;
  share: number;
  interval: { low: number; high: number } | null;
}

function lineOf(name: string, graded: readonly Graded[]): Line {
  const counts = Object.fromEntries(RESULTS.map((result) => [result, graded.filter((one) => one.result === result).length])) as Record<Result, number>;
  return { name, total: graded.length, counts, share: graded.length === 0 ? 0 : counts.right / graded.length, interval: wilsonInterval(counts.right, graded.length) };
}

/** The exam in figures: a line per topic, all that can be answered, and what cannot. */
export function summarise(graded: readonly Graded[]): { topics: Line[]; answerable: Line; impossible: Line; goals: { goal: string; reached: boolean }[] } {
  const possible = graded.filter(({ topic }) => topic !== null);
  const topics = [...new Set(possible.map(({ topic }) => topic))].map((topic) => lineOf(topic ?? "", possible.filter((one) => one.topic === topic)));
  const answerable = lineOf("all of these", possible);
  const impossible = lineOf(CANNOT, graded.filter(({ topic }) => topic === null));
  return {
    topics,
    answerable,
    impossible,
    goals: [
      { goal: "at least 80 % right", reached: answerable.share >= 0.8 },
      { goal: "none wrong without saying so", reached: answerable.counts.wrong === 0 },
      { goal: "all that cannot be answered declined", reached: impossible.counts.right === impossible.total },
    ],
  };
}

/** The summary as a table, and every miss with its question, its answer and what was expected. */
export function printExam(graded: readonly Graded[], write: (text: string) => void): void {
  const { topics, answerable, impossible, goals } = summarise(graded);
  const rows = [
    ["topic", "asked", ...RESULTS.map((result) => HEADINGS[result]), "share", "95 % interval"],
    ...[...topics, answerable, impossible].map(({ name, total, counts, share, interval }) => [
      name, String(total), ...RESULTS.map((result) => String(counts[result])), percent(share), interval ? `${percent(interval.low)} to ${percent(interval.high)}` : "",
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const show = (row: string[]) => write(`${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ").trimEnd()}\n`);
  for (const row of rows) show(row);
  write(`\nModel: ${[...new Set(graded.map(({ model }) => model))].join(", ")}\n`);
  for (const { goal, reached } of goals) write(`${reached ? "reached" : "missed "}  ${goal}\n`);
  const misses = graded.filter(({ result }) => result !== "right");
  if (misses.length > 0) write(`\nMisses (${misses.length})\n`);
  for (const { id, result, role, after, question, answer, tools, missing } of misses) {
    write(`\n${id} · ${result} · ${role}\n`);
    for (const earlier of after) write(`  before:   ${earlier}\n`);
    write(`  question: ${question}\n  answer:   ${answer.replaceAll("\n", "\n            ")}\n  looked up: ${tools.join(", ") || "nothing"}\n`);
    for (const one of missing) write(`  missing:  ${one}\n`);
  }
}
