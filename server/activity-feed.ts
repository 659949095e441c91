import { connect, type Database } from "#db/client.ts";
import { listActivityIdsFrom } from "#db/queries/new-activity.ts";
import { withSystem } from "#db/rls.ts";
import { ACTIVITY_CHANNEL, type EventHub } from "./events.ts";
import type { Logger } from "./logger.ts";

const POLL_MS = 5_000;
/** How far back a poll looks: a transaction may commit this long after its ids were made. */
const POLL_OVERLAP_MS = 60_000;
/** More new activities than this are told as "many". */
const MANY = 50;

/** How news of activities reaches this process; the system page says which. */
export type FeedSource = "embedded" | "listen" | "poll";

/** A running feed and how to end it. */
export interface ActivityFeed {
  source: FeedSource;
  stop(): Promise<void>;
}

/**
 * Connects the database's news of activities with `hub`. The embedded worker delivers by itself;
 * a server is listened to over a session connection; behind a transaction pooler without
 * DATABASE_DIRECT_URL, where LISTEN does not exist, the log is read every 5 s.
 */
export async function startActivityFeed(db: Database, hub: EventHub, logger: Logger): Promise<ActivityFeed> {
  if (db.target.kind === "embedded") return { source: "embedded", stop: async () => {} };
  if (db.pooled && !db.target.directUrl) return { source: "poll", ...startPolling(db, hub, logger) };
  const session = connect({ kind: "server", url: db.target.directUrl ?? db.target.url }, { max: 1 });
  let connectedBefore = false;
  await session.client.listen(
    ACTIVITY_CHANNEL,
    (payload) => hub.receive(ACTIVITY_CHANNEL, payload),
    () => {
      // After a lost connection nobody knows what was missed.
      if (connectedBefore) hub.publish("activity", "many");
      connectedBefore = true;
    },
  );
  return { source: "listen", stop: () => session.close() };
}

function startPolling(db: Database, hub: EventHub, logger: Logger): { stop(): Promise<void> } {
  let seen = new Set<string>();
  let first = true;
  let running: Promise<void> = Promise.resolve();
  const poll = async () => {
    try {
      const ids = await withSystem(db, "poll for new activities", (tx) => listActivityIdsFrom(tx, { fromId: firstIdAt(Date.now() - POLL_OVERLAP_MS), limit: 1_000 }), { readOnly: true });
      const fresh = ids.filter((id) => !seen.has(id));
      seen = new Set(ids);
      if (!first) hub.publish("activity", fresh.length > MANY ? "many" : fresh);
      first = false;
    } catch (error) {
      logger.warn({ err: error }, "could not look for new activities; trying again");
    }
  };
  const timer = setInterval(() => {
    running = running.then(poll);
  }, POLL_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** The smallest UUID v7 of a millisecond. */
function firstIdAt(ms: number): string {
  const hex = ms.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
