import { useEffect, useMemo, useRef, useState } from "react";
import type { FeedEntry } from "#app/lib/api-types.ts";
import { shareStream, type StreamState } from "#app/lib/shared-stream.ts";

/** Entries that the block shows; older ones make room. */
export const MOST_ENTRIES = 8;

/** Puts a new entry where its time says; one that is known already changes nothing. */
export function addEntry(entries: readonly FeedEntry[], entry: FeedEntry): readonly FeedEntry[] {
  if (entries.some((known) => known.id === entry.id)) return entries;
  return [entry, ...entries].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, MOST_ENTRIES);
}

interface Feed {
  entries: readonly FeedEntry[];
  /** The entry that arrived last while the page was open. */
  latest: string | null;
  /** Null until the page is awake. */
  state: StreamState | null;
}

/**
 * Keeps the feed of `person` current. The stream is shared by the browser's tabs, and begins after
 * the newest entry that the page came with, so that nothing falls between the two.
 */
export function useFeed(loaded: readonly FeedEntry[], person: string): Feed {
  const [arrived, setArrived] = useState<readonly FeedEntry[]>([]);
  const [latest, setLatest] = useState<string | null>(null);
  const [state, setState] = useState<StreamState | null>(null);
  const entries = useMemo(() => arrived.reduceRight(addEntry, loaded), [arrived, loaded]);
  const newest = useRef<string | null>(null);

  useEffect(() => {
    newest.current = entries.reduce<string | null>((last, entry) => (last === null || entry.id > last ? entry.id : last), null);
  }, [entries]);

  useEffect(() => {
    let left = false;
    let leave = () => {};
    // The client of the procedures comes after the page is awake: the first paint does not need it.
    void import("#app/lib/activity-stream.ts").then(({ openActivityStream }) => {
      if (left) return;
      leave = shareStream<FeedEntry>(`misty-activity-${person}`, (handlers) => openActivityStream(newest.current, handlers), {
        onItem: (entry) => {
          setArrived((known) => addEntry(known, entry));
          setLatest(entry.id);
        },
        onState: setState,
      });
    });
    return () => {
      left = true;
      leave();
    };
  }, [person]);

  return { entries, latest, state };
}
