import { createElement, memo, type ReactNode } from "react";
import type { DocElement, DocNode } from "./doc-node.ts";

interface DocBodyProps {
  nodes: readonly DocNode[];
  /** The numbers by which an answer cites the spans, in the order the marks count them. */
  numbers: readonly number[];
  /** The span that is shown, by its place among `numbers`; -1 for none. */
  current: number;
}

type Marked = Omit<DocBodyProps, "nodes">;

/** The anchor of a cited place. */
export const placeAnchor = (number: number): string => `place-${number}`;

function Mark({ node, numbers, current }: Marked & { node: DocElement }) {
  const number = node.span === undefined ? undefined : numbers[node.span];
  return (
    <mark id={node.first && number !== undefined ? placeAnchor(number) : undefined} className={node.span === current ? "here" : undefined} tabIndex={node.first ? -1 : undefined}>
      {node.first && number !== undefined ? (
        <>
          <span className="cite" aria-hidden="true">
            {number}
          </span>
          <span className="sr">Cited as {number}: </span>
        </>
      ) : null}
      {drawNodes(node.children, { numbers, current })}
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
