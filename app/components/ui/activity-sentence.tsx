import { Link } from "@remix-run/react";
import type { FeedEntry } from "#app/lib/api-types.ts";
import { formatMoney } from "#app/lib/format.ts";

/** An entry of the feed in words: who, what, and to what, with links to the pages of the things it names. */
export function ActivitySentence({ entry, currency }: { entry: FeedEntry; currency: string }) {
  return (
    <>
      {entry.leadsWithActor ? <b>{entry.actorName ?? "Misty"} </b> : null}
      {entry.parts.map((part, at) => {
        if (part.kind === "money") return <span key={at}>{formatMoney(part.amount, currency)}</span>;
        if (part.kind === "text") return <span key={at}>{part.text}</span>;
        return (
          <Link key={at} to={part.href}>
            {part.text}
          </Link>
        );
      })}
    </>
  );
}
