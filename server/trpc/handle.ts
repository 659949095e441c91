import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { RequestContext } from "../http/load-context.ts";
import { logUnexpected } from "./caller.ts";
import { createTrpcContext } from "./context.ts";
import { appRouter } from "./root.ts";

/** Where browsers reach the procedures. */
const ENDPOINT = "/api/trpc";

/** Answers calls from browsers, event streams included. Mutations by GET are refused by tRPC itself. */
export function handleTrpc(request: Request, context: RequestContext): Promise<Response> {
  return fetchRequestHandler({
    endpoint: ENDPOINT,
    req: withSignal(request, context.signal),
    router: appRouter,
    createContext: () => createTrpcContext(context),
    allowMethodOverride: false,
    onError: ({ error, path }) => logUnexpected(context, error, path),
    responseMeta: ({ type }) => ({ headers: { "Cache-Control": type === "subscription" ? "no-store, no-transform" : "private, no-store" } }),
  });
}

/** The same request, ended by the host's signal: its own stops firing after a garbage collection. */
function withSignal(request: Request, signal: AbortSignal): Request {
  return new Request(request, { signal, ...(request.body ? { duplex: "half" as const } : {}) } as RequestInit);
}
