import { BlockFrame } from "./block-frame.tsx";
import type { BlockHead } from "./types.ts";

const HEIGHTS = ["h72", "h46", "h64", "h30", "h88", "h58", "h72", "h46", "h64"] as const;

/** A block that is still being read: its head is there already, its body has the height of a chart. */
export function AnalyticsBlockSkeleton({ head }: { head: BlockHead }) {
  return (
    <BlockFrame head={head} hasChart busy>
      <div className="skels chart-skels" aria-hidden="true">
        {HEIGHTS.map((height, at) => (
          <span key={at} className={`skel ${height}`} />
        ))}
      </div>
      <p className="sr">{head.title} is being counted.</p>
    </BlockFrame>
  );
}
