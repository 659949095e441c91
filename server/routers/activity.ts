import { tracked } from "@trpc/server";
import { type ActivityFacts, listActivities, readActivities, readActivitiesAfter } from "#db/queries/activity/list-activities.ts";
import type { ActivityNews, EventHub } from "../events.ts";
import { activityInput, activityStreamInput } from "../contracts/activity.ts";
import { personProcedure, router, txProcedure } from "../trpc/procedures.ts";
import { activityLogProcedures } from "./activity-log.ts";
import { toFeedEntry } from "./feed-entry.ts";

/** A reader who fell this far behind reads the feed again instead of keeping every id. */
const MOST_WAITING = 100;

/** Hears news from the moment of the call; `next` gives one piece at a time, and null once the signal has ended. */
function hearNews(events: EventHub, signal: AbortSignal): { next(): Promise<ActivityNews | null>; stop(): void } {
  const waiting: ActivityNews[] = [];
  let wake: () => void = () => {};
  const unsubscribe = events.subscribe("activity", (news) => {
    if (waiting.length >= MOST_WAITING) waiting.splice(0, waiting.length, "many");
    else waiting.push(news);
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener("abort", onAbort);
  return {
    async next() {
      while (waiting.length === 0 && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
      return signal.aborted ? null : (waiting.shift() ?? null);
    },
    stop() {
      unsubscribe();
      signal.removeEventListener("abort", onAbort);
    },
  };
}

export const activityRouter = router({
  ...activityLogProcedures,

  /** The feed, newest first; sign-ins are not in it. */
  recent: txProcedure.input(activityInput.default({ limit: 12 })).query(async ({ ctx, input }) => {
    const { activities, nextCursor } = await listActivities(ctx.tx, input);
    return { entries: activities.map(toFeedEntry), nextCursor };
  }),

  /**
   * New entries, oldest first, as they are written. The database sends ids only; each reader loads
   * them with their own rights. A browser that comes back gets what it missed.
   */
  onAdded: personProcedure.input(activityStreamInput).subscription(async function* ({ ctx, input, signal }) {
    const ended = signal ? AbortSignal.any([signal, ctx.signal]) : ctx.signal;
    // Heard before anything is read, so that nothing falls between the two.
    const news = hearNews(ctx.runtime.events, ended);
    const told = new Set<string>();
    let last = input?.lastEventId ?? null;
    const readMissed = (): Promise<ActivityFacts[]> => {
      const from = last;
      if (from) return ctx.rls((tx) => readActivitiesAfter(tx, from), { readOnly: true });
      return ctx.rls((tx) => listActivities(tx, { limit: 12 }), { readOnly: true }).then((page) => page.activities);
    };
    try {
      let facts = last ? await readMissed() : [];
      for (;;) {
        for (const fact of facts.toReversed()) {
          if (told.has(fact.id)) continue;
          if (told.size > 1_000) told.clear();
          told.add(fact.id);
          if (last === null || fact.id > last) last = fact.id;
          yield tracked(fact.id, toFeedEntry(fact));
        }
        const piece = await news.next();
        if (piece === null) return;
        facts = piece === "many" ? await readMissed() : await ctx.rls((tx) => readActivities(tx, piece), { readOnly: true });
      }
    } finally {
      news.stop();
    }
  }),
});
