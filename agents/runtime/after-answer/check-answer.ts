import type { Agent } from "../../agent.ts";
import type { PassagesData } from "../../contracts/citations.ts";
import type { NumberMark } from "../../contracts/messages.ts";
import type { SourcesData } from "../../contracts/sources.ts";
import type { ToolResult } from "../bind-tools.ts";
import { markNumbers } from "../mark-numbers.ts";
import { citePassages } from "./cite-passages.ts";
import { readWebSources } from "./web-sources.ts";

/** What an answer was held against, by what its agent answers from. */
export interface CheckedAnswer {
  marks: NumberMark[];
  passages: PassagesData | null;
  sources: SourcesData | null;
}

interface Answered {
  text: string;
  results: readonly ToolResult[];
  question: string;
  /** The search of the page it was asked on. */
  page: string;
  /** What the provider said of each step beside its words. */
  metadata: readonly unknown[];
}

/** Holds an answer against what its agent looked up. */
export async function checkAnswer({ check }: Agent, { text, results, question, page, metadata }: Answered): Promise<CheckedAnswer> {
  switch (check) {
    case "numbers":
      return { marks: markNumbers(text, results, `${question}\n${page}`), passages: null, sources: null };
    case "passages":
      return { marks: [], passages: await citePassages(text, results.map(({ block }) => block), question), sources: null };
    case "sources":
      return { marks: [], passages: null, sources: results.length > 0 ? { kind: "shop", links: [], supports: [], queries: [] } : readWebSources(metadata, text) };
  }
}
