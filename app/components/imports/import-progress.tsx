import { formatCount } from "#app/lib/format.ts";

interface ImportProgressProps {
  /** What is done, as a headline: "Being checked". */
  title: string;
  progress: { phase: "reading" | "applying"; done: number; share: number | null } | null;
  /** While its rows are written the database answers nobody else, this page included. */
  holdsOthersUp: boolean;
}

/** How far a check or an import is. It goes on when the page is closed. */
export function ImportProgress({ title, progress, holdsOthersUp }: ImportProgressProps) {
  const percent = progress?.share === null || progress?.share === undefined ? null : Math.floor(progress.share * 100);
  const done = progress === null ? "It has just begun." : `${formatCount(progress.done)} ${progress.phase === "reading" ? "rows read" : "orders written"}${percent === null ? "" : `, ${percent} % of this step`}.`;
  return (
    <div className="import-progress">
      <p role="status">
        <b>{title}</b> {done}
      </p>
      <progress className="progress" max={100} aria-label={title} {...(percent === null ? {} : { value: percent })} />
      <p className="quiet">You may leave this page; the work goes on.{holdsOthersUp ? " While the rows are written all pages wait, this one too, and it cannot be stopped any more: half a minute or so for 50,000 rows." : ""}</p>
      <noscript>
        <p className="quiet">Reload the page to see how far it is.</p>
      </noscript>
    </div>
  );
}
