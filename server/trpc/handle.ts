import { type AnyRouter, TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { endWithSession } from "../auth/end-with-session.ts";
import type { RequestContext } from "../http/load-context.ts";
import { isConnectionLost, RETRY_AFTER } from "../http/unavailable.ts";
import { logUnexpected } from "./caller.ts";
import { createTrpcContext } from "./context.ts";
import { appRouter } from "./root.ts";

/** Where browsers reach the procedures. */
const ENDPOINT = "/api/trpc";

/** Answers calls from browsers to `router`, event streams included. Mutations by GET are refused by tRPC itself. */
export function handleTrpc(request: Request, context: RequestContext, router: AnyRouter = appRouter): Promise<Response> {
  const isStream = request.headers.get("accept")?.includes("text/event-stream") ?? false;
  const signal = isStream ? endWithSession(context, request.headers.get("cookie"), "cookie") : context.signal;
  const ended: RequestContext = { ...context, signal };
  return fetchRequestHandler({
    endpoint: ENDPOINT,
    req: withSignal(request, signal),
    router,
    createContext: () => createTrpcContext(ended, true).catch(asTrpcError),
    allowMethodOverride: false,
    onError: ({ error, path }) => logUnexpected(ended, error, path),
    responseMeta: ({ type, errors }) => ({
      headers: { "Cache-Control": type === "subscription" ? "no-store, no-transform" : "private, no-store", ...(errors.some(({ code }) => code === "SERVICE_UNAVAILABLE") ? RETRY_AFTER : {}) },
    }),
  });
}

/** tRPC calls whatever goes wrong here an internal error; a database that is away is not one. */
function asTrpcError(error: unknown): never {
  throw isConnectionLost(error) ? new TRPCError({ code: "SERVICE_UNAVAILABLE", message: error.message, cause: error }) : error;
}

/** The same request, ended by the host's signal: its own stops firing after a garbage collection. */
function withSignal(request: Request, signal: AbortSignal): Request {
  const init: RequestInit & { duplex?: "half" } = { signal, ...(request.body ? { duplex: "half" } : {}) };
  return new Request(request, init);
}
