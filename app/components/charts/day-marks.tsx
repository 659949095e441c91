import { formatShortDay } from "#app/lib/format.ts";
import type { PlacedMark } from "./prepare/prepare-marks.ts";

/** Numbers over the plot, each with a thin line down to its day. */
export function MarkFlags({ marks }: { marks: readonly PlacedMark[] }) {
  return (
    <g className="flags">
      {marks.map(({ name, x }) => (
        <g key={name}>
          <line x1={`${x}%`} x2={`${x}%`} y1="6" y2="100%" />
          <text className="strong" x={`${x}%`} y="0" textAnchor="middle">
            {name}
          </text>
        </g>
      ))}
    </g>
  );
}

/** What the numbers mean, for those who see the chart and those who hear it. */
export function MarkWords({ marks }: { marks: readonly PlacedMark[] }) {
  if (marks.length === 0) return null;
  return (
    <ol className="flag-words small" aria-label="Notes on days">
      {marks.map(({ name, notes }) => (
        <li key={name}>
          <b aria-hidden="true">{name}</b>
          <span>
            {notes.map(({ day, text }, at) => (
              <span key={`${day} ${at}`}>
                {at > 0 ? "; " : ""}
                {formatShortDay(day)} <bdi>{text}</bdi>
              </span>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}
