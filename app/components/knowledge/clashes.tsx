import { Link } from "@remix-run/react";
import { useContext } from "react";
import type { Citation, Clash, PassagesData } from "#agents/contracts/citations.ts";
import { formatDayOfYear } from "#app/lib/format.ts";
import { LibraryPageContext, nearestHref } from "./cited.ts";
import { CitationChip } from "./citation-chip.tsx";
import { sayPlace } from "./say-document.ts";
import { useShowPlace } from "./use-show-place.ts";

type Side = Clash["one"];

/** Which of two sides was reviewed later; null where that is not known, or the same day. */
function newerOf({ one, other }: Clash): Side | null {
  if (one.reviewedOn === null || other.reviewedOn === null || one.reviewedOn === other.reviewedOn) return null;
  return one.reviewedOn > other.reviewedOn ? one : other;
}

const isCited = ({ number }: Side): boolean => number !== null;

/** Whether the answer follows the side that was reviewed later, where it follows one of them alone. */
function sayFollows(clash: Clash): string | null {
  const newer = newerOf(clash);
  if (isCited(clash.one) === isCited(clash.other) || newer === null) return null;
  return isCited(newer) ? "This answer follows the one that was reviewed later." : "This answer follows the one that was reviewed earlier.";
}

/** What the answer's documents say against each other: both values, each with its document and how old it is. */
export function Clashes({ data, clashes }: { data: PassagesData; clashes: readonly Clash[] }) {
  return (
    <>
      {clashes.map((clash) => {
        const follows = sayFollows(clash);
        return (
          <section key={`${clash.one.place.passageId} ${clash.one.place.startOffset} ${clash.other.place.passageId} ${clash.other.place.startOffset}`} className="clash" aria-label={`Two documents disagree about ${clash.subject}`}>
            <h3>Two documents disagree about {clash.subject}</h3>
            <dl>
              <ClashSide data={data} side={clash.one} />
              <ClashSide data={data} side={clash.other} />
            </dl>
            {follows ? <p className="small">{follows}</p> : null}
          </section>
        );
      })}
    </>
  );
}

function ClashSide({ data, side }: { data: PassagesData; side: Side }) {
  const cited = citedAs(data, side);
  const under = sayPlace(side.place, side.title);
  return (
    <>
      <dt>
        {side.words} {cited ? <CitationChip data={data} cited={cited} /> : null}
      </dt>
      <dd>
        {cited ? side.title : <SideLink side={side} />}
        {under ? `, ${under}` : ""}, {side.reviewedOn === null ? `version ${side.place.version}` : `reviewed ${formatDayOfYear(side.reviewedOn)}`}
      </dd>
    </>
  );
}

/** The citation of this very statement, else of its passage. */
function citedAs(data: PassagesData, { number, place }: Side): Citation | null {
  if (number === null) return null;
  const same = data.citations.filter((cited) => cited.number === number);
  return same.find((cited) => cited.startOffset < place.endOffset && place.startOffset < cited.endOffset) ?? same[0] ?? null;
}

/** The side that the answer does not cite opens all the same. */
function SideLink({ side: { title, place } }: { side: Side }) {
  const page = useContext(LibraryPageContext);
  const href = nearestHref(place, page?.conversationId ?? "");
  const show = useShowPlace({ href, title });
  return (
    <Link to={href} onClick={show}>
      {title}
    </Link>
  );
}
