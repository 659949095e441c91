import { useRouteLoaderData } from "@remix-run/react";
import { Block } from "#app/components/layout/block.tsx";
import { BlockError } from "#app/components/layout/block-error.tsx";
import { Later } from "#app/components/layout/later.tsx";
import { SkeletonRows } from "#app/components/layout/skeleton-rows.tsx";
import { ActivitySentence } from "#app/components/ui/activity-sentence.tsx";
import type { FeedEntry, Shop } from "#app/lib/api-types.ts";
import type { BlockResult } from "#app/lib/blocks.server.ts";
import { formatDateTime, formatMoment, inShopTime } from "#app/lib/format.ts";
import { MOST_ENTRIES, useFeed } from "./use-feed.ts";
import type { StreamState } from "#app/lib/shared-stream.ts";

interface FeedBlockProps {
  result: BlockResult<{ entries: FeedEntry[] }> | Promise<BlockResult<{ entries: FeedEntry[] }>>;
  now: Date;
  shop: Shop;
}

/** C2: what happens in the shop, as it happens. */
export function FeedBlock({ result, now, shop }: FeedBlockProps) {
  return (
    <Later
      value={result}
      fallback={
        <Block track="C2" title="Now" busy>
          <SkeletonRows rows={MOST_ENTRIES} />
        </Block>
      }
    >
      {(loaded) =>
        loaded.ok ? (
          <LiveFeed entries={loaded.data.entries} now={now} shop={shop} />
        ) : (
          <Block track="C2" title="Now">
            <BlockError what="The activity" sentence={loaded.sentence} />
          </Block>
        )
      }
    </Later>
  );
}

const STATE_WORDS: Record<StreamState, string> = { connecting: "connecting", live: "live", reconnecting: "reconnecting, shows what was known", stopped: "signed out, reload the page" };

interface LiveFeedProps {
  entries: readonly FeedEntry[];
  now: Date;
  shop: Shop;
}

function LiveFeed({ entries, now, shop }: LiveFeedProps) {
  const person = useRouteLoaderData<{ person: { id: string } }>("routes/_app")?.person.id ?? "";
  const feed = useFeed(entries, person);
  const { timeZone, currency } = shop;
  const latest = feed.entries[0] && feed.entries[0].at > now ? feed.entries[0].at : now;
  const state = feed.state ? STATE_WORDS[feed.state] : `as of ${inShopTime(now, timeZone).clock}`;
  return (
    <Block
      track="C2"
      title="Now"
      tools={
        <span className={feed.state === "live" ? "live" : undefined} role="status">
          {state}
        </span>
      }
    >
      {feed.entries.length === 0 ? (
        <p className="quiet">Nothing has happened yet. Orders, imports and changes appear here by themselves.</p>
      ) : (
        <ol className="feed" aria-live="polite" aria-relevant="additions">
          {feed.entries.map((entry) => (
            <li key={entry.id} className={entry.id === feed.latest ? "new" : undefined}>
              <time dateTime={entry.at.toISOString()} title={formatDateTime(entry.at, timeZone)}>
                {formatMoment(entry.at, latest, timeZone)}
              </time>
              <span className="long">
                <ActivitySentence entry={entry} currency={currency} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Block>
  );
}
