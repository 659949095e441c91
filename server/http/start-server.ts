import { createServer } from "node:http";
import { probeEmbedder, probeModel } from "#agents/runtime/probe-model.ts";
import { currentHolder, DirectoryLockedError } from "#db/embedded/index.ts";
import { onSystemTransaction, withSystem } from "#db/rls.ts";
import { refreshStaleStatistics } from "#db/statistics.ts";
import { startActivityFeed } from "../activity-feed.ts";
import { preparePeople } from "../auth/prepare-people.ts";
import { SessionCookies } from "../auth/session-cookies.ts";
import { readSessionSecrets } from "../auth/session-secret.ts";
import type { Env } from "../env.ts";
import { ACTIVITY_CHANNEL, EventHub } from "../events.ts";
import { prepareDemo, startLiving } from "../jobs/live-demo.ts";
import { SecretBox } from "../ports/secrets/secret-box.ts";
import { startIndexer } from "../jobs/knowledge/start-indexer.ts";
import { startSender } from "../jobs/send-emails.ts";
import { startSealer } from "../jobs/seal-log.ts";
import { startJobs } from "../jobs/start-jobs.ts";
import type { Logger } from "../logger.ts";
import { openDatabase } from "../open-database.ts";
import type { Runtime } from "../runtime.ts";
import { closeLostRuns } from "../services/agent-runs/keep-ledger.ts";
import { withdrawAbandonedImports } from "../services/imports/withdraw-abandoned-imports.ts";
import { createApp, type Pages } from "./app.ts";
import { closeHttp, listen } from "./listen.ts";
import { Readiness } from "./readiness.ts";
import { OpenRequests } from "./request-context.ts";
import { createRuntime } from "../create-runtime.ts";

/** How long the answers that a stop has cut off may take to be saved. */
const TURNS_END_WITHIN_MS = 3_000;

/** A server that is ready. */
export interface RunningServer {
  url: string;
  runtime: Runtime;
  /** The one-time address that makes the first admin of a shop without people; else null. */
  setupUrl: string | null;
}

export interface ServerOptions {
  env: Env;
  logger: Logger;
  pages: () => Promise<Pages & { close?(): Promise<void> }>;
  development?: boolean;
  /** Told in words what takes long. */
  announce?: (words: string) => void;
}

/** A server from its first moment: `started` settles when it is ready or cannot be, `stop` works at any time. */
export interface Server {
  started: Promise<RunningServer>;
  /** Ends open streams, jobs, what is left of answers, and the database, in this order. */
  stop: () => Promise<void>;
}

/**
 * Starts everything: listens at once (healthy, not ready), opens and migrates the database, makes
 * the demo people and shop or a setup link, starts the live feed and jobs, loads the pages.
 * `started` rejects with DirectoryLockedError, or with what else made the start impossible.
 */
export function startServer(options: ServerOptions): Server {
  const { logger } = options;
  const readiness = new Readiness();
  const open = new OpenRequests();
  /** What to end, in this order. */
  const closers: (() => unknown)[] = [];
  let stopped: Promise<void> | null = null;

  const start = async (): Promise<RunningServer> => {
    const { env } = options;
    // Found out before anything is touched, so that the answer is this sentence and not a taken port.
    const holder = env.DATABASE_URL ? null : currentHolder(env.dataDir);
    if (holder) throw new DirectoryLockedError(env.dataDir, holder);

    let ready: { runtime: Runtime; pages: Pages } | null = null;
    const http = createServer(createApp({ env, logger, readiness, open, ready: () => ready, development: options.development ?? false }));
    const url = await listen(http, env.HOST, env.PORT);
    // Requests end first, whatever is started after this.
    const later = (close: () => unknown) => closers.splice(1, 0, close);
    closers.push(() => closeHttp(http, open));

    const pages = options.pages(); // they load while the database opens
    pages.catch(() => {});

    readiness.working("the database is being opened and migrated");
    const events = new EventHub();
    const database = await openDatabase(env, {
      purpose: "server",
      channels: [ACTIVITY_CHANNEL],
      onNotification: (channel, payload) => events.receive(channel, payload),
      onRestart(reason) {
        logger.warn({ reason }, "the embedded database was restarted");
        events.publish("activity", "many");
      },
    });
    later(() => database.close());
    later(onSystemTransaction((reason) => logger.trace({ reason }, "system transaction")));
    const secrets = readSessionSecrets(env);
    const runtime = createRuntime({
      env,
      db: database.db,
      logger,
      events,
      sessionCookies: new SessionCookies(secrets, env.APP_URL?.startsWith("https:") ?? false),
      secrets: new SecretBox(secrets),
      withQueryLimit: (limitMs, fn) => database.withQueryLimit(limitMs, fn),
    });
    later(() => runtime.background.stop());

    later(() => runtime.tracing.stop());
    later(() => runtime.figureCache.close());
    // Their requests have ended by then; what was said is being saved.
    later(() => runtime.turns.untilNone(TURNS_END_WITHIN_MS));

    const withdrawn = await withdrawAbandonedImports(runtime.db, runtime.now());
    if (withdrawn.length > 0) logger.warn({ batches: withdrawn }, "imports whose process had died were withdrawn");
    // A directory has one server, so nobody else has an answer open there.
    await withSystem(runtime.db, "close answers whose process has died", (tx) => closeLostRuns(tx, runtime.now(), runtime.db.kind === "embedded" ? 0 : undefined));

    readiness.working(env.demo ? "the demo shop is being prepared" : "the people are being looked up");
    const setupToken = await preparePeople(runtime, runtime.now());
    const demo = await prepareDemo(runtime, options.announce);

    if (await withSystem(runtime.db, "see whether the planner knows the tables", refreshStaleStatistics)) logger.info("the planner's statistics were counted anew");

    readiness.working("the live feed and the jobs are being started");
    const feed = await startActivityFeed(runtime.db, events, logger);
    later(() => feed.stop());
    if (env.MISTY_ROLE !== "web") {
      // Stopped after all that writes activities.
      const sealer = startSealer(runtime);
      later(() => sealer.stop());
      const jobs = await startJobs(runtime);
      later(() => jobs.stop());
      const sender = startSender(runtime);
      later(() => sender.stop());
      const indexer = startIndexer(runtime);
      later(() => indexer.stop());
      if (demo) {
        const living = startLiving(runtime, demo);
        later(() => living.stop());
      }
    }

    readiness.working("the pages are being loaded");
    const loaded = await pages;
    later(() => loaded.close?.());
    ready = { runtime, pages: loaded };
    readiness.finish();
    void probeModel(runtime.models, logger);
    void probeEmbedder(runtime.models, logger);
    return { url, runtime, setupUrl: setupToken ? `${env.APP_URL?.replace(/\/$/, "") ?? url}/setup?token=${setupToken}` : null };
  };

  const stop = (): Promise<void> =>
    (stopped ??= (async () => {
      readiness.stop();
      for (const close of closers) {
        try {
          await close();
        } catch (error) {
          logger.error({ err: error }, "while stopping");
        }
      }
    })());

  const started = start().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { started, stop };
}
