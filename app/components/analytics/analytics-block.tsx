import { BlockError } from "#app/components/layout/block-error.tsx";
import { useView } from "#app/components/layout/view-switch.tsx";
import { BlockChart } from "./block-chart.tsx";
import { BlockFrame } from "./block-frame.tsx";
import { BlockTable } from "./block-table.tsx";
import { hasMoreThanDrawn, isNothing } from "./read-block.ts";
import type { BlockHead, ShownBlock } from "./types.ts";

/** One block of analytics: chart, table and file of one and the same table. */
export function AnalyticsBlock({ block }: { block: ShownBlock }) {
  const view = useView(block.track);
  const asChart = block.chart !== null && view === "chart";
  return (
    <BlockFrame head={block} hasChart={block.chart !== null}>
      {asChart && isNothing(block) && hasMoreThanDrawn(block) ? (
        <>
          <p className="quiet block-note">All that the chart draws is zero or not known, so here is the table.</p>
          <BlockTable block={block} />
        </>
      ) : block.rows.length === 0 || (asChart && isNothing(block)) ? (
        <div className="empty">
          <h3>Nothing to show</h3>
          <p>{block.whenEmpty}</p>
        </div>
      ) : asChart && block.chart ? (
        <BlockChart block={block} chart={block.chart} />
      ) : (
        <BlockTable block={block} />
      )}
      {block.notes.map((note) => (
        <p key={note} className="small quiet block-note">
          {note}
        </p>
      ))}
    </BlockFrame>
  );
}

/** A block that could not be read: its head stands, the sentence says why, and it can be tried again. */
export function AnalyticsBlockError({ head, sentence }: { head: BlockHead; sentence: string }) {
  return (
    <BlockFrame head={head} hasChart={false}>
      <BlockError what={head.title} sentence={sentence} />
    </BlockFrame>
  );
}
