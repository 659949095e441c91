import { Link } from "@remix-run/react";
import type { Askable } from "#app/lib/api-types.ts";
import { formatCount } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

/** What is asked: the documents, of which there may be none yet, or jazz. */
export type Asked = { agent: "librarian"; askable: Askable; mayBring: boolean } | { agent: "jazz" };

/** What stands in the empty field. */
export function sayPlaceholder(asked: Asked): string {
  if (asked.agent === "jazz") return "Ask about jazz";
  const { ready } = asked.askable;
  return ready === 0 ? "Ask our documents" : ready === 1 ? "Ask our document" : `Ask our ${formatCount(ready)} documents`;
}

/** What stands over an empty conversation: what can be asked, or why nothing can. */
export function AskWelcome({ asked }: { asked: Asked }) {
  return (
    <header className="sleeve welcome">
      <p className="label">{asked.agent === "jazz" ? "Jazz research" : "Knowledge"}</p>
      <Words asked={asked} />
    </header>
  );
}

function Words({ asked }: { asked: Asked }) {
  if (asked.agent === "jazz") {
    return (
      <>
        <h2>Ask about jazz</h2>
        <p>Players, sessions, labels and pressings. With a key the web is searched and every page is linked; other subjects are declined.</p>
      </>
    );
  }
  const { ready, waiting } = asked.askable;
  if (ready > 0) {
    return (
      <>
        <h2>Ask our documents</h2>
        <p>Each sentence of the answer shows the passage it stands on. What the documents do not say, it does not say.</p>
      </>
    );
  }
  if (waiting > 0) {
    return (
      <>
        <h2>The documents are being read</h2>
        <p>As soon as the first is there it can be asked. This page notices by itself.</p>
      </>
    );
  }
  return (
    <>
      <h2>There is no document yet</h2>
      {asked.mayBring ? (
        <p>
          Bring the first: how returns go, what a grade means, what the till does at night. Then ask. <Link to={`${paths.documents()}#a2`}>Bring documents</Link>
        </p>
      ) : (
        <p>Answers stand on the shop’s own documents, and none is here that you may read. A manager brings them.</p>
      )}
    </>
  );
}
