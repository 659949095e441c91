import type { ReactNode } from "react";

interface BlockProps {
  /** The address of the block on its page, such as "B2"; its lower case is the anchor. */
  track: string;
  title: ReactNode;
  /** The name of the region, where the title holds more than words. */
  name?: string;
  tools?: ReactNode;
  /** Columns of twelve, where the block stands in a grid. */
  span?: 4 | 5 | 6 | 7 | 8 | 12;
  busy?: boolean;
  children: ReactNode;
}

/** A block: an ink rule, its track, a title, tools on the right. It keeps this head in every state. */
export function Block({ track, title, name, tools, span, busy = false, children }: BlockProps) {
  const anchor = track.toLowerCase();
  return (
    <section className={span ? `block w${span}` : "block"} {...(name ? { "aria-label": name } : { "aria-labelledby": anchor })} aria-busy={busy || undefined}>
      <header className="block-head">
        <span className="track" aria-hidden="true">
          {track}
        </span>
        <h2 id={anchor}>{title}</h2>
        {tools ? <div className="tools">{tools}</div> : null}
      </header>
      {children}
    </section>
  );
}
