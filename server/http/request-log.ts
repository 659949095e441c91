import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { type Logger, maskTokens } from "../logger.ts";

/** What the host keeps about a request while it runs. */
export interface RequestLocals {
  requestId: string;
  cspNonce: string;
}

/** Counts of answered requests by class of status, for /metrics. */
export type RequestCounts = Record<"2xx" | "3xx" | "4xx" | "5xx", number>;

/** Gives each request an id (also to the browser, as X-Request-Id) and writes one line when it is answered. */
export function requestLog(logger: Logger, counts: RequestCounts): RequestHandler {
  return (req, res, next) => {
    const requestId = randomUUID();
    (res.locals as RequestLocals).requestId = requestId;
    res.setHeader("X-Request-Id", requestId);
    const startedAt = performance.now();
    res.once("close", () => {
      const statusClass = `${Math.floor(res.statusCode / 100)}xx`;
      if (statusClass in counts) counts[statusClass as keyof RequestCounts]++;
      const line = { requestId, method: req.method, path: maskTokens(req.path), status: res.statusCode, ms: Math.round(performance.now() - startedAt) };
      // What asks every second whether we live is not worth a line.
      if (req.path === "/healthz" || req.path === "/readyz") logger.trace(line, "request");
      else if (res.statusCode >= 500) logger.warn(line, "request");
      else logger.debug(line, "request");
    });
    next();
  };
}
