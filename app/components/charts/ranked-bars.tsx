import { Link } from "@remix-run/react";
import type { SignedDrawing } from "./prepare/prepare-signed.ts";

/** One bar in words. */
export interface RankedBar {
  key: string;
  name: string;
  /** Where the name leads: the thing's own page. */
  nameHref?: string | undefined;
  text: string;
  /** The exact value, where `text` is rounded. */
  exact: string;
  /** Where the value leads: the rows behind it. */
  href?: string | undefined;
  beforeText: string | null;
  detail: string | null;
}

interface RankedBarsProps {
  caption: string;
  heads: { name: string; value: string; detail: string | null };
  bars: readonly RankedBar[];
  drawing: SignedDrawing;
}

/** Lying bars with their names and values, around a drawn zero where some are negative. It is a table, so it is read as one. */
export function RankedBars({ caption, heads, bars, drawing }: RankedBarsProps) {
  return (
    <table className={drawing.zero > 0 ? "bars ranked signed" : "bars ranked"}>
      <caption className="sr">{caption}</caption>
      <thead className="sr">
        <tr>
          <th scope="col">{heads.name}</th>
          <th scope="col">Bar</th>
          <th scope="col">{heads.value}</th>
          {heads.detail === null ? null : <th scope="col">{heads.detail}</th>}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar, at) => (
          <tr key={bar.key}>
            <th scope="row" title={bar.name.length > 24 ? bar.name : undefined}>
              <Name bar={bar} />
            </th>
            <td className="bar">
              <Bar drawing={drawing} at={at} />
            </td>
            <td className="num">
              <Value bar={bar} />
              {bar.beforeText === null ? null : <span className="sr">, before {bar.beforeText}</span>}
            </td>
            {heads.detail === null ? null : <td className="num quiet detail">{bar.detail}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Name({ bar }: { bar: RankedBar }) {
  const name = (
    <bdi className="name" dir="auto">
      {bar.name}
    </bdi>
  );
  return bar.nameHref ? (
    <Link className="plain" to={bar.nameHref}>
      {name}
    </Link>
  ) : (
    name
  );
}

function Value({ bar }: { bar: RankedBar }) {
  const text = <b title={bar.exact === bar.text ? undefined : bar.exact}>{bar.text}</b>;
  return bar.href ? (
    <Link className="plain" to={bar.href}>
      {text}
      <span className="sr">, show the rows</span>
    </Link>
  ) : (
    text
  );
}

function Bar({ drawing, at }: { drawing: SignedDrawing; at: number }) {
  const bar = drawing.bars[at];
  if (!bar) return null;
  return (
    <svg aria-hidden="true">
      {bar.width > 0 ? <rect className="c-now" x={`${bar.x}%`} width={`${bar.width}%`} height="100%" /> : null}
      {drawing.zero > 0 ? <line className="zero" x1={`${drawing.zero}%`} x2={`${drawing.zero}%`} y1="-14" y2="32" /> : null}
      {bar.before === null ? null : <line className="tick" x1={`${bar.before}%`} x2={`${bar.before}%`} y1="-3" y2="21" />}
    </svg>
  );
}
