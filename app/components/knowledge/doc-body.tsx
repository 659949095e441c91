import { createElement, memo, type ReactNode } from "react";
import type { DocElement, DocNode } from "./doc-node.ts";
import type { ShownMark } from "./shown-document.ts";

interface DocBodyProps {
  nodes: readonly DocNode[];
  /** What the drawn marks are, in the order they count. */
  marks: readonly ShownMark[];
  /** The place that is shown; null for none. */
  current: number | null;
}

type Marked = Omit<DocBodyProps, "nodes">;

/** The anchor of a cited place, counted from 1. */
export const placeAnchor = (place: number): string => `place-${place}`;

function Mark({ node, marks, current }: Marked & { node: DocElement }) {
  const mark = node.span === undefined ? undefined : marks[node.span];
  const isHere = mark !== undefined && mark.place === current;
  return (
    <mark id={node.first && mark ? placeAnchor(mark.place) : undefined} className={isHere ? "here" : undefined} tabIndex={node.first ? -1 : undefined}>
      {node.first && mark ? (
        <>
          <span className={isHere ? "cite here" : "cite"} aria-hidden="true">
            {mark.number}
          </span>
          <span className="sr">Cited as {mark.number}: </span>
        </>
      ) : null}
      {drawNodes(node.children, { marks, current })}
    </mark>
  );
}

const hostOf = (href: string): string => (href.startsWith("mailto:") ? "mail" : new URL(href).host);

function drawNode(node: DocNode, key: number, marked: Marked): ReactNode {
  if (typeof node === "string") return node;
  const children = drawNodes(node.children, marked);
  switch (node.tag) {
    case "mark":
      return <Mark key={key} node={node} {...marked} />;
    case "a":
      return (
        <span key={key}>
          <a className="link" href={node.href} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
            {children}
          </a>{" "}
          <span className="quiet small">({hostOf(node.href ?? "")})</span>
        </span>
      );
    case "table":
      return (
        <div key={key} className="scroll" tabIndex={0} role="group" aria-label="Table of the document">
          <table className="table">{children}</table>
        </div>
      );
    case "th":
      return (
        <th key={key} scope="col" style={node.align ? { textAlign: node.align } : undefined}>
          {children}
        </th>
      );
    case "td":
      return (
        <td key={key} style={node.align ? { textAlign: node.align } : undefined}>
          {children}
        </td>
      );
    case "div":
      return (
        <div key={key} className={node.current ? "passage current" : undefined}>
          {children}
        </div>
      );
    case "hr":
    case "br":
      return createElement(node.tag, { key });
    case "ol":
      return (
        <ol key={key} start={node.start}>
          {children}
        </ol>
      );
    default:
      return createElement(node.tag, { key }, children);
  }
}

const drawNodes = (nodes: readonly DocNode[], marked: Marked): ReactNode[] => nodes.map((node, key) => drawNode(node, key, marked));

/** The words of a document, as elements of our own; see `drawMarkdown` for what there can be. */
export const DocBody = memo(function DocBody({ nodes, ...marked }: DocBodyProps) {
  return <>{drawNodes(nodes, marked)}</>;
});
