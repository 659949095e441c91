import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Components } from "react-markdown";
import type { PassagesData } from "#agents/contracts/citations.ts";
import type { MistyMessage } from "#agents/contracts/messages.ts";
import { AnswerText, type TextExtension } from "#app/components/agent/text/answer-text.tsx";
import { passagesOf } from "./cited.ts";
import { CitationChip } from "./citation-chip.tsx";
import { CITE_TAG, markCitations, UNCITED_TAG } from "./mark-citations.ts";

/** Null while the answer is being written. */
const PassagesContext = createContext<PassagesData | null>(null);

const wordsOf = (children: ReactNode): string => (Array.isArray(children) ? (children as ReactNode[]) : [children]).filter((child) => typeof child === "string").join("");

/** A number of an answer, once it is known which passage bears it out. One that none does is not shown. */
function Cite({ at, children }: { at: number; children: ReactNode }) {
  const data = useContext(PassagesContext);
  if (data === null) return <span className="cite wait">{children}</span>;
  const mark = data.marks[at];
  const number = Number(wordsOf(children));
  const index = mark?.number === number ? mark.citation : data.citations.findIndex((cited) => cited.number === number);
  const cited = index === null || index === undefined || index < 0 ? undefined : data.citations[index];
  return cited ? <CitationChip data={data} cited={cited} /> : null;
}

const COMPONENTS: Components = {
  [CITE_TAG]: ({ node, children }) => <Cite at={Number(node?.properties["value"] ?? -1)}>{children}</Cite>,
  [UNCITED_TAG]: ({ children }) => (
    <span className="uncited">
      {children}
      <span className="sr"> (no document is cited for this)</span>
    </span>
  ),
};

/** The words of an answer from the documents: numbers are the passages they stand on, and what stands on none is marked. */
export function LibraryText({ message, text, isBusy }: { message: MistyMessage; text: string; isBusy: boolean }) {
  const data = isBusy ? null : passagesOf(message);
  const extension = useMemo<TextExtension>(() => ({ tags: [CITE_TAG, UNCITED_TAG], plugin: () => markCitations(text, data), components: COMPONENTS }), [text, data]);
  return (
    <PassagesContext.Provider value={data}>
      <AnswerText text={text} marks={null} onEvidence={null} extension={extension} />
    </PassagesContext.Provider>
  );
}
