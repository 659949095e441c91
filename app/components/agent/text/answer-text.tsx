import { memo, type ReactNode } from "react";
import Markdown, { type Components } from "react-markdown";
import type { NumberMark } from "#agents/contracts/messages.ts";
import { AnswerLink } from "./answer-link.tsx";
import { FigureMark, MarksContext, type OpenEvidence } from "./figure-mark.tsx";
import { FIGURE_TAG, markFigures } from "./mark-figures.ts";
import { readTables } from "./read-tables.ts";
import type { TreeNode } from "./tree.ts";

/** All that an answer may be made of. What is not here leaves its text behind, and raw HTML nothing at all. */
const ALLOWED = ["p", "strong", "em", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "hr", "br", "table", "thead", "tbody", "tr", "th", "td", "a", "img", "span", FIGURE_TAG];

const Heading = ({ children }: { children?: ReactNode }) => <h3>{children}</h3>;
const numeric = (style: { textAlign?: unknown } | undefined) => (style?.textAlign === "right" ? "num" : undefined);

/** Further elements of an answer, with the plugin that puts them there. */
export interface TextExtension {
  tags: readonly string[];
  plugin: () => (tree: TreeNode) => void;
  components: Components;
}

const COMPONENTS: Components = {
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  a: ({ href, children }) => <AnswerLink href={href}>{children}</AnswerLink>,
  // A picture would be fetched from wherever a text says, so only its words are shown.
  img: ({ alt }) => (alt ? <span>{alt}</span> : null),
  table: ({ children }) => (
    <div className="scroll" tabIndex={0} role="group" aria-label="Table in the answer">
      <table className="table">{children}</table>
    </div>
  ),
  th: ({ children, style }) => (
    <th scope="col" className={numeric(style)}>
      {children}
    </th>
  ),
  td: ({ children, style }) => <td className={numeric(style)}>{children}</td>,
  [FIGURE_TAG]: ({ value }) => <FigureMark text={String(value)} />,
};

/** Every element goes through one of the components above, so addresses are judged there and not twice. */
const keepAddress = (address: string): string => address;

interface AnswerTextProps {
  text: string;
  /** Where the figures come from; null while that is still being looked up. */
  marks: readonly NumberMark[] | null;
  onEvidence: OpenEvidence | null;
  extension?: TextExtension;
}

/** The words of an answer: Markdown without HTML and pictures, its figures marked. */
export const AnswerText = memo(function AnswerText({ text, marks, onEvidence, extension }: AnswerTextProps) {
  const plugins = extension ? [extension.plugin] : [markFigures];
  const components = extension ? { ...COMPONENTS, ...extension.components } : COMPONENTS;
  return (
    <MarksContext.Provider value={{ marks, onEvidence }}>
      <Markdown skipHtml unwrapDisallowed allowedElements={extension ? [...ALLOWED, ...extension.tags] : ALLOWED} urlTransform={keepAddress} remarkPlugins={[readTables]} rehypePlugins={plugins} components={components}>
        {text}
      </Markdown>
    </MarksContext.Provider>
  );
});
