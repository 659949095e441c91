import { Link } from "@remix-run/react";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { BarsPlot, type BarsProps, sayBar } from "./bars-plot.tsx";

/**
 * Bars over time with the comparison as a thin stepped line. Drawn on the server; each bar is a
 * link to its rows. Pointer, focus and arrow keys move a crosshair with a readout; one bar is in
 * the tab order, the arrows go on from there.
 */
export function TimeBars({ summary, ...props }: BarsProps) {
  const { bars } = props;
  const [read, setRead] = useState<number | null>(null);
  const [entry, setEntry] = useState(bars.length - 1);
  const columns = useRef<HTMLDivElement>(null);

  function moveBy(event: KeyboardEvent, at: number) {
    const target = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: bars.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = Math.min(bars.length - 1, Math.max(0, target));
    setEntry(next);
    columns.current?.querySelectorAll<HTMLElement>("a, button")[next]?.focus();
  }

  /** A finger first reads; a second touch on the same bar follows it. */
  function readFirst(event: PointerEvent<HTMLAnchorElement>, at: number) {
    if (event.pointerType !== "touch" || read === at) return;
    event.currentTarget.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
    setRead(at);
  }

  const hands = (
    <div className="hits" ref={columns} role="group" aria-label={summary}>
      {bars.map((bar, at) => {
        const hand = {
          className: read === at ? "on" : undefined,
          tabIndex: at === Math.min(entry, bars.length - 1) ? 0 : -1,
          onPointerEnter: (event: PointerEvent) => event.pointerType !== "touch" && setRead(at),
          onFocus: () => setRead(at),
          onBlur: () => setRead(null),
          onKeyDown: (event: KeyboardEvent) => moveBy(event, at),
        };
        return bar.href === null ? (
          <button key={bar.key} type="button" {...hand} aria-label={sayBar(bar)} onClick={() => setRead(at)} />
        ) : (
          <Link key={bar.key} to={bar.href} {...hand} aria-label={`${sayBar(bar)}. Show the rows`} onPointerDown={(event) => readFirst(event, at)} />
        );
      })}
    </div>
  );
  return <BarsPlot {...props} read={read} onLeave={() => setRead(null)} hands={hands} />;
}
