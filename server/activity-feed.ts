import { randomUUID } from "node:crypto";
import { connect, type Database } from "#db/client.ts";
import { listActivityIdsFrom } from "#db/queries/new-activity.ts";
import { withSystem } from "#db/rls.ts";
import { ACTIVITY_CHANNEL, type EventHub } from "./events.ts";
import type { Logger } from "./logger.ts";

const POLL_MS = 5_000;
/** How often a listener makes sure that it still hears. */
const PULSE_MS = 4_000;
/** A session that does not listen by then never will. */
const OPEN_WITHIN_PULSES = 3;
/** Times in a row that listening anew may fail before the log says so aloud. */
const SAID_AFTER = 3;
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
export async function startActivityFeed(db: Database, hub: EventHub, logger: Logger, pulseMs = PULSE_MS): Promise<ActivityFeed> {
  if (db.target.kind === "embedded") return { source: "embedded", stop: async () => {} };
  if (db.pooled && !db.target.directUrl) return { source: "poll", ...startPolling(db, hub, logger) };
  return { source: "listen", ...(await startListening(db.target, hub, logger, pulseMs)) };
}

/**
 * Listens over a session of its own, and makes sure that it still does: every `pulseMs` it tells itself something
 * and must hear it within as long. The driver listens again after a connection that broke, but knows nothing of
 * one that fell silent (a network that drops idle connections), nor of a LISTEN that failed on the way back.
 */
async function startListening(target: Extract<Database["target"], { kind: "server" }>, hub: EventHub, logger: Logger, pulseMs: number): Promise<{ stop(): Promise<void> }> {
  const ownChannel = `misty_pulse_${randomUUID().replaceAll("-", "")}`;
  let heard = () => {};
  const listenOn = async (session: Database): Promise<void> => {
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
    await session.client.listen(ownChannel, () => heard());
  };
  const open = async (): Promise<Database> => {
    const session = connect({ kind: "server", url: target.directUrl ?? target.url }, { max: 1, renews: false });
    const listening = listenOn(session);
    listening.catch(() => {}); // may fail long after it was given up
    try {
      await Promise.race([listening, rest(OPEN_WITHIN_PULSES * pulseMs).then(() => Promise.reject(new Error("the database let us in and did not answer when we asked for its news")))]);
      return session;
    } catch (error) {
      void session.close();
      throw error;
    }
  };
  /** True when what is said is heard; false when it is not; throws when it could not be said. */
  const isHeard = async (session: Database): Promise<boolean> => {
    const answer = new Promise<boolean>((done) => {
      heard = () => done(true);
    });
    const silence = rest(pulseMs).then(() => false);
    const said = session.client.notify(ownChannel, "").then(() => answer);
    said.catch(() => {}); // may fail long after the silence was noticed
    return Promise.race([said, silence]);
  };
  let session: Database | null = await open();
  let isStopping = false;
  let failures = 0;
  const beat = async () => {
    try {
      if (session !== null && (await isHeard(session))) return;
      if (isStopping) return;
      if (session !== null) logger.warn("the database's news fell silent; listening anew");
      void session?.close();
      session = null;
      const next = await open();
      if (isStopping) return void (await next.close());
      session = next;
      failures = 0;
      hub.publish("activity", "many");
    } catch (error) {
      failures += 1;
      logger[failures === SAID_AFTER ? "warn" : "debug"]({ err: error }, "the database's news could not be asked for; trying again");
    }
  };
  void (async () => {
    while (!isStopping) {
      await rest(pulseMs);
      if (!isStopping) await beat();
    }
  })();
  return {
    async stop() {
      isStopping = true;
      await session?.close();
    },
  };
}

/** A pause that keeps no program alive. */
const rest = (ms: number): Promise<void> => new Promise((done) => void setTimeout(done, ms).unref());

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
