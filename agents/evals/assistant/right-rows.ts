import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import type { RightRows, Row } from "./grade.ts";
import type { Expected, Question } from "./question.ts";

/** Runs what a question holds to be right. Throws when its SQL gives nothing: then the question is wrong, not the answer. */
export function rightRows(db: Database, question: Question): Promise<RightRows> {
  return withSystem(
    db,
    "the exam's right answers",
    async (tx) => {
      const run = async (text: string): Promise<Row[]> => {
        const rows = await tx.execute<Record<string, string | number | null>>(sql.raw(text));
        if (rows.length === 0) throw new Error(`The SQL of question "${question.id}" gives no row.`);
        return [...rows];
      };
      const runAll = async (right: readonly Expected[]) => {
        const found: Row[][] = [];
        for (const expected of right) found.push(await run(expected.sql));
        return found;
      };
      if (question.kind === "plain") return { right: await runAll(question.right), readings: [], forbidden: [] };
      if (question.kind === "impossible") {
        const rows = question.forbidden === undefined ? [] : await run(question.forbidden);
        return { right: [], readings: [], forbidden: rows.flatMap((row) => Object.values(row).flatMap((value) => (value === null ? [] : [String(value)]))) };
      }
      const readings: Row[][][] = [];
      for (const reading of question.readings) readings.push(await runAll(reading.right));
      return { right: [], readings, forbidden: [] };
    },
    { readOnly: true },
  );
}
