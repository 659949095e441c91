import { Link } from "@remix-run/react";
import { Block } from "#app/components/layout/block.tsx";
import { BlockError } from "#app/components/layout/block-error.tsx";
import { Later } from "#app/components/layout/later.tsx";
import { SkeletonRows } from "#app/components/layout/skeleton-rows.tsx";
import { SeverityMark } from "#app/components/ui/severity.tsx";
import type { NeedsYouItem } from "#app/lib/api-types.ts";
import type { BlockResult } from "#app/lib/blocks.server.ts";
import { formatSince } from "#app/lib/format.ts";

const ROWS_IN_WAITING = 4;

interface NeedsYouBlockProps {
  result: BlockResult<NeedsYouItem[]> | Promise<BlockResult<NeedsYouItem[]>>;
  now: Date;
}

/** C1: what waits for a person. */
export function NeedsYouBlock({ result, now }: NeedsYouBlockProps) {
  return (
    <Later
      value={result}
      fallback={
        <Block track="C1" title="Needs you" busy>
          <SkeletonRows rows={ROWS_IN_WAITING} />
        </Block>
      }
    >
      {(loaded) => (
        <Block track="C1" title="Needs you" tools={loaded.ok && loaded.data.length > 0 ? <span>{loaded.data.length}</span> : null}>
          {!loaded.ok ? (
            <BlockError what="The list" sentence={loaded.sentence} />
          ) : loaded.data.length === 0 ? (
            <p className="quiet">Nothing waits for you.</p>
          ) : (
            <ul className="needs">
              {loaded.data.map((item) => (
                <li key={item.id}>
                  <Need item={item} now={now} />
                </li>
              ))}
            </ul>
          )}
        </Block>
      )}
    </Later>
  );
}

function Need({ item, now }: { item: NeedsYouItem; now: Date }) {
  const content = (
    <>
      <SeverityMark severity={item.severity} />
      <b className="long">{item.title}</b>
      <time dateTime={item.since.toISOString()}>{formatSince(item.since, now)}</time>
      <span className="by long">{item.detail}</span>
    </>
  );
  return item.href ? <Link to={item.href}>{content}</Link> : <div>{content}</div>;
}
