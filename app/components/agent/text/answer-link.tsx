import { Link } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { isPopover, opensPopover } from "#app/components/ui/popover.ts";
import { readLink } from "./read-link.ts";

/** A link of an answer. Pages of ours open; another site shows its whole address first and opens from there; anything else is text. */
export function AnswerLink({ href, children }: { href?: string | undefined; children?: ReactNode }) {
  const id = useId();
  const target = readLink(href, window.location.origin);
  if (target.kind === "none") return <span>{children}</span>;
  if (target.kind === "own") {
    return (
      <Link className="link" to={target.to}>
        {children}
      </Link>
    );
  }
  return (
    <>
      <button type="button" className="link" {...opensPopover(id)}>
        {children}
        <span className="sr">, another site: {target.host}</span>
      </button>{" "}
      <span className="quiet small">({target.host})</span>
      <span className="tip" role="note" {...isPopover(id)}>
        <b>This leads out of Misty</b>
        <code>{target.url}</code>
        <a className="link" href={target.url} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
          Open {target.host} in a new tab
        </a>
      </span>
    </>
  );
}
