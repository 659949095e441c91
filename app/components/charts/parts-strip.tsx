import { Link } from "@remix-run/react";
import type { PartFill } from "./prepare/pick-fills.ts";

/** One part of a whole in words. */
export interface Part {
  key: string;
  name: string;
  text: string;
  /** "26 %", where the table has it. */
  share: string | null;
  href?: string | undefined;
  fill: PartFill;
}

interface PartsStripProps {
  id: string;
  caption: string;
  parts: readonly Part[];
  /** Percent of the width, in the order of the parts. */
  places: readonly { x: number; width: number }[];
}

/** A whole cut into its parts, in one strip; the list under it names and counts them. */
export function PartsStrip({ id, caption, parts, places }: PartsStripProps) {
  return (
    <div className="parts">
      <svg className="strip-of-parts" aria-hidden="true">
        <defs>
          <Hatch id={`${id}-ink`} className="f-ink" />
          <Hatch id={`${id}-blue`} className="f-blue" />
        </defs>
        {parts.map((part, at) => {
          const place = places[at];
          return place && place.width > 0 ? <rect key={part.key} {...fillOf(part.fill, id)} x={`${place.x}%`} width={`${place.width}%`} height="100%" /> : null;
        })}
      </svg>
      <ul aria-label={caption}>
        {parts.map((part) => (
          <li key={part.key}>
            <svg width="12" height="12" aria-hidden="true">
              <rect {...fillOf(part.fill, id)} width="12" height="12" />
            </svg>
            <bdi className="name" dir="auto" title={part.name.length > 30 ? part.name : undefined}>
              {part.name}
            </bdi>
            <b>
              {part.href ? (
                <Link className="plain" to={part.href}>
                  {part.text}
                  <span className="sr">, show the rows</span>
                </Link>
              ) : (
                part.text
              )}
            </b>
            {part.share ? <span className="quiet">{part.share}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

const fillOf = (fill: PartFill, id: string): { className?: string; fill?: string } => (fill.endsWith("-hatch") ? { fill: `url(#${id}-${fill.replace("-hatch", "")})` } : { className: `f-${fill}` });

function Hatch({ id, className }: { id: string; className: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" className="c-shade" />
      <rect width="2.5" height="6" className={className} />
    </pattern>
  );
}
