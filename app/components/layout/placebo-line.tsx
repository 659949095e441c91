import { Link } from "@remix-run/react";
import type { PlaceboState } from "#app/lib/api-types.ts";
import { paths } from "#app/lib/paths.ts";

/** Says on every page that mails do not go to whom they are written to. */
export function PlaceboLine({ placebo, mayLook }: { placebo: PlaceboState; mayLook: boolean }) {
  if (!placebo.on) return null;
  return (
    <p className="placebo-line" role="note">
      <b>Placebo mode</b>
      <span>{placebo.hasAddress ? `Every mail goes to ${placebo.address ?? "one test address"} instead of its reader.` : "No mail leaves: there is no test address."}</span>
      {mayLook ? <Link to={paths.outbox()}>Outbox</Link> : null}
    </p>
  );
}
