import { createHash, timingSafeEqual } from "node:crypto";
import { constants } from "node:zlib";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { Env } from "../env.ts";
import type { Logger } from "../logger.ts";
import type { Runtime } from "../runtime.ts";
import { metricsText } from "./metrics.ts";
import type { Readiness } from "./readiness.ts";
import { createRequestContext, type OpenRequests } from "./request-context.ts";
import { type RequestCounts, requestLog, type RequestLocals } from "./request-log.ts";
import { acceptedBodiesOnly, demoHostOnly, refuse, sameOriginOnly, securityHeaders } from "./security.ts";

/** Where the pages come from: a finished build, or Vite while developing. */
export interface Pages {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Serves scripts, styles and fonts. */
  assets: RequestHandler;
  development: boolean;
}

/** What the host is made of. `ready()` is null until the start is over. */
export interface HostParts {
  env: Env;
  logger: Logger;
  readiness: Readiness;
  open: OpenRequests;
  ready(): { runtime: Runtime; pages: Pages } | null;
  development: boolean;
}

/** The HTTP application: health, guards, assets, pages, in this order. Answers from the first moment, also while the start is going on. */
export function createApp(parts: HostParts): Express {
  const { env, logger, readiness } = parts;
  const counts: RequestCounts = { "2xx": 0, "3xx": 0, "4xx": 0, "5xx": 0 };
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  // The proxies in front may say whom they speak for; without APP_URL there is none.
  app.set("trust proxy", env.APP_URL && !env.demo ? env.TRUSTED_PROXIES : false);

  app.use(requestLog(logger, counts));
  app.use(securityHeaders(env, parts));
  app.get("/healthz", (_req, res) => void res.type("text/plain").setHeader("Cache-Control", "no-store").send("ok\n"));
  app.use(demoHostOnly(env));
  app.get("/readyz", (_req, res, next) => {
    readiness.reasons(parts.ready()?.runtime ?? null).then((reasons) => {
      res.status(reasons.length === 0 ? 200 : 503).setHeader("Cache-Control", "no-store");
      if (reasons.length > 0) res.setHeader("Retry-After", "1");
      res.json({ ready: reasons.length === 0, reasons });
    }, next);
  });
  app.get("/metrics", (req, res) => {
    if (!env.METRICS_TOKEN) return refuse(res, 404, "Not found.");
    if (!sameText(req.headers.authorization ?? "", `Bearer ${env.METRICS_TOKEN}`)) return refuse(res, 401, "The bearer token is missing or wrong.");
    res.type("text/plain; version=0.0.4").setHeader("Cache-Control", "no-store").send(metricsText({ counts, ready: readiness.isReady, listeners: parts.ready()?.runtime.events.listeners ?? 0, figures: parts.ready()?.runtime.figureCache }));
  });
  if (env.MISTY_ROLE === "worker") {
    app.use((_req, res) => refuse(res, 404, "This process runs jobs; the pages are served by another."));
    return app;
  }
  app.use(sameOriginOnly(env));
  app.use(acceptedBodiesOnly());
  app.use(
    compression({
      // Panels that stream in late must not wait for the compressor's buffer.
      flush: constants.Z_SYNC_FLUSH,
      filter: (req, res) => !String(res.getHeader("Content-Type")).startsWith("text/event-stream") && compression.filter(req, res),
    }),
  );
  app.use(pages(parts));
  app.use(lastResort(logger));
  return app;
}

function pages(parts: HostParts): RequestHandler {
  let handler: ReturnType<typeof createRequestHandler> | null = null;
  return (req, res, next) => {
    const ready = parts.ready();
    if (!ready) return starting(parts.readiness, res);
    handler ??= createRequestHandler({
      build: ready.pages.build,
      mode: ready.pages.development ? "development" : "production",
      getLoadContext: (request, response) => createRequestContext(ready.runtime, parts.open, request, response),
    });
    const page = handler;
    void ready.pages.assets(req, res, (error?: unknown) => {
      if (error) return next(error);
      void page(req, res, next);
    });
  };
}

function starting(readiness: Readiness, res: Parameters<RequestHandler>[1]): void {
  res.status(503).setHeader("Retry-After", "2").setHeader("Refresh", "2").setHeader("Cache-Control", "no-store");
  res.type("text/html").send(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Misty is starting</title><p>Misty is starting: ${readiness.step ?? "almost there"}. This page looks again by itself.</p></html>\n`);
}

/** What nothing else caught: logged with the request's id, which is all the browser gets. */
function lastResort(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const { requestId } = res.locals as RequestLocals;
    const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500 && !res.headersSent) return refuse(res, status, status === 404 ? "There is nothing here." : "That request could not be read.");
    logger.error({ err: error, requestId }, "request failed");
    if (res.headersSent) return next(error);
    refuse(res, 500, `Something went wrong on our side. Tell the admin this number: ${requestId}`);
  };
}

/** Compares in a time that does not tell how much was right. */
function sameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
