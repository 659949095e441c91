import type { AppLoadContext } from "@remix-run/node";
import type { Request, Response } from "express";
import { loadPerson } from "../auth/sign-in.ts";
import type { Runtime } from "../runtime.ts";
import type { RequestContext } from "./load-context.ts";
import type { RequestLocals } from "./request-log.ts";

/** Every request that is being answered, so that a stop can end the long ones. */
export class OpenRequests {
  readonly #open = new Set<AbortController>();

  /** A signal that fires when the answer can no longer be written or the server stops. */
  track(res: Response): AbortSignal {
    const controller = new AbortController();
    this.#open.add(controller);
    res.once("close", () => {
      this.#open.delete(controller);
      controller.abort();
    });
    return controller.signal;
  }

  abortAll(): void {
    for (const controller of this.#open) controller.abort();
  }
}

/** What loaders and actions get for this request. */
export function createRequestContext(runtime: Runtime, open: OpenRequests, req: Request, res: Response): AppLoadContext {
  const { requestId, cspNonce } = res.locals as RequestLocals;
  const now = runtime.now();
  // A page opens its stream again by itself whenever it breaks: that is no sign of somebody sitting there.
  const isStream = req.headers.accept?.includes("text/event-stream") ?? false;
  let person: ReturnType<RequestContext["person"]> | undefined;
  return {
    runtime,
    now,
    cspNonce,
    requestId,
    signal: open.track(res),
    address: req.ip ?? "unknown",
    person: () => (person ??= loadPerson(runtime, req.headers.cookie, now, { address: req.ip ?? "unknown", userAgent: req.headers["user-agent"] ?? null, requestId, isLook: isStream })),
  };
}
