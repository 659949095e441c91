import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Database } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { startActivityFeed } from "./activity-feed.ts";
import { type ActivityNews, EventHub } from "./events.ts";
import { createLogger } from "./logger.ts";
import { recordActivities } from "./services/activity/record-activity.ts";
import { DatabaseProxy } from "#db/testing/database-proxy.ts";
import { START } from "./testing/runtime.ts";

/** Three times the interval of the poll. */
const DEADLINE_MS = 15_000;
const logger = createLogger("silent");

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Writes activities as any process may, and returns their ids. */
const write = (count: number) =>
  withSystem(database.db, "a test writes activities", (tx) =>
    recordActivities(tx, Array.from({ length: count }, () => ({ at: START, actor: { kind: "system" as const, id: null }, action: "test.happened", category: "settings" as const }))),
  );

/** The next news of the hub. */
function nextNews(hub: EventHub): Promise<ActivityNews> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error("no news in time")), DEADLINE_MS);
    const unsubscribe = hub.subscribe("activity", (news) => {
      clearTimeout(timer);
      unsubscribe();
      done(news);
    });
  });
}

test("news reaches everyone who listens, and nobody after they left", () => {
  const hub = new EventHub();
  const heard: ActivityNews[] = [];
  const leave = hub.subscribe("activity", (news) => heard.push(news));
  hub.subscribe("activity", (news) => heard.push(news));
  hub.receive("misty_activity", "a,b");
  leave();
  hub.receive("misty_activity", "many");
  hub.receive("another_channel", "c");
  expect(heard).toEqual([["a", "b"], ["a", "b"], "many"]);
  expect(hub.listeners).toBe(1);
});

describe("the feed of a server", () => {
  /** The test server under another address, or null where the database is embedded: its worker delivers by itself, which server/http/start-server.test.ts shows. */
  const server = (suffix: string): Database | null => (database.db.target.kind === "server" ? connect({ kind: "server", url: database.db.target.url + suffix }) : null);

  test("listens over a session connection", async () => {
    const db = server("");
    if (!db) return expect((await startActivityFeed(database.db, new EventHub(), logger)).source).toBe("embedded");
    const hub = new EventHub();
    const feed = await startActivityFeed(db, hub, logger);
    try {
      expect(feed.source).toBe("listen");
      const one = nextNews(hub);
      const ids = await write(2);
      expect([...(await one)].sort()).toEqual([...ids].sort());
      const many = nextNews(hub);
      await write(51);
      expect(await many).toBe("many");
    } finally {
      await feed.stop();
      await db.close();
    }
  });

  test("hears again after its connection fell silent without breaking", async ({ skip }) => {
    const { target } = database.db;
    skip(target.kind !== "server", "an embedded database delivers by itself, over no network");
    if (target.kind !== "server") return;
    const way = new DatabaseProxy(new URL(target.url));
    await way.open();
    const db = connect({ kind: "server", url: way.url });
    const hub = new EventHub();
    const feed = await startActivityFeed(db, hub, logger, 500);
    try {
      way.silence();
      const news = nextNews(hub);
      await write(1);
      // What was missed is not known, so everything is read again; from then on each is told by name.
      expect(await news).toBe("many");
      const next = nextNews(hub);
      const ids = await write(1);
      expect(await next).toEqual(ids);
    } finally {
      await feed.stop();
      await db.close();
      await way.cut("refused");
    }
  });

  test("hears again after a database that let it in and did not answer any more", async ({ skip }) => {
    const { target } = database.db;
    skip(target.kind !== "server", "an embedded database delivers by itself, over no network");
    if (target.kind !== "server") return;
    const way = new DatabaseProxy(new URL(target.url));
    await way.open();
    const db = connect({ kind: "server", url: way.url });
    const hub = new EventHub();
    const feed = await startActivityFeed(db, hub, logger, 200);
    try {
      way.mute();
      way.silence();
      const news = nextNews(hub);
      await new Promise((resolve) => setTimeout(resolve, 1_500)); // it listens anew meanwhile, and nobody answers
      await way.open();
      await write(1);
      expect(await news).toBe("many");
      const next = nextNews(hub);
      const ids = await write(1);
      expect(await next).toEqual(ids);
    } finally {
      await feed.stop();
      await db.close();
      await way.cut("refused");
    }
  });

  test("looks by itself behind a transaction pooler", async () => {
    const db = server("?pgbouncer=true");
    if (!db) return expect(database.db.pooled).toBe(false);
    await write(1); // was there before: no news
    const hub = new EventHub();
    const feed = await startActivityFeed(db, hub, logger);
    try {
      expect(feed.source).toBe("poll");
      await new Promise((resolve) => setTimeout(resolve, 6_000)); // its first look is where it starts
      const news = nextNews(hub);
      const ids = await write(3);
      expect([...(await news)].sort()).toEqual([...ids].sort());
    } finally {
      await feed.stop();
      await db.close();
    }
  });
});
