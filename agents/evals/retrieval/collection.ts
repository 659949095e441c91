import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod/v4";

/** A judged collection in BEIR's layout: texts, questions, and which text answers which question how well. */
export interface Collection {
  name: string;
  texts: { id: string; title: string; text: string }[];
  questions: { id: string; text: string }[];
  /** Grade of a text for a question, by question and text; above 0 it is relevant. */
  grades: Map<string, Map<string, number>>;
}

const text = z.object({ _id: z.string(), title: z.string().default(""), text: z.string() });
const question = z.object({ _id: z.string(), text: z.string() });

const lines = (file: string): string[] => readFileSync(file, "utf8").split("\n").filter((line) => line.trim() !== "");

/** Reads every folder of `directory` that holds a collection. Throws when a file is not what it should be. */
export function readCollections(directory: string): Collection[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(directory, entry.name, "qrels.tsv")))
    .map(({ name }) => {
      const file = (ending: string) => join(directory, name, ending);
      const grades = new Map<string, Map<string, number>>();
      for (const line of lines(file("qrels.tsv")).slice(1)) {
        const [of = "", about = "", grade = ""] = line.split("\t");
        const known = grades.get(of) ?? new Map<string, number>();
        known.set(about, Number(grade));
        grades.set(of, known);
      }
      return {
        name,
        texts: lines(file("corpus.jsonl")).map((line) => text.parse(JSON.parse(line))).map(({ _id, ...rest }) => ({ id: _id, ...rest })),
        questions: lines(file("queries.jsonl")).map((line) => question.parse(JSON.parse(line))).filter(({ _id }) => grades.has(_id)).map(({ _id, text: words }) => ({ id: _id, text: words })),
        grades,
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}
