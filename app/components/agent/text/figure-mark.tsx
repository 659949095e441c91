import { createContext, useContext } from "react";
import type { NumberMark } from "#agents/contracts/messages.ts";

/** Shows where a figure comes from; `from` is the element that was pressed. */
export type OpenEvidence = (figure: { text: string; callId: string; source: string | null }, from: HTMLElement) => void;

interface Marks {
  /** Null while nothing is known yet. */
  marks: readonly NumberMark[] | null;
  onEvidence: OpenEvidence | null;
}

/** What is known about the figures of the text around. */
export const MarksContext = createContext<Marks>({ marks: null, onEvidence: null });

/** A figure of an answer: a line and a tick where it stands in the data, a question mark where it does not. */
export function FigureMark({ text }: { text: string }) {
  const { marks, onEvidence } = useContext(MarksContext);
  if (marks === null) return <span className="n wait">{text}</span>;
  const mark = marks.find((candidate) => candidate.text === text);
  if (mark?.status === "verified" && mark.callId !== null && onEvidence) {
    const { callId, source } = mark;
    return (
      <button type="button" className="n ok" onClick={(event) => onEvidence({ text, callId, source }, event.currentTarget)}>
        {text}
        <sup aria-hidden="true">✓</sup>
        <span className="sr">, in the data: show where</span>
      </button>
    );
  }
  if (mark?.status === "unverified") {
    return (
      <span className="n no">
        {text}
        <sup aria-hidden="true">?</sup>
        <span className="sr">, not found in the data</span>
      </span>
    );
  }
  return <>{text}</>;
}
