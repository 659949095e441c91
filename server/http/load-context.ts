import type { SignedInPerson } from "../auth/person.ts";
import type { Runtime } from "../runtime.ts";

/** What the host gives to every loader and action. */
export interface RequestContext {
  readonly runtime: Runtime;
  /** Who is asking; the first call reads the database, later ones of the same request get the same answer. */
  person(): Promise<SignedInPerson | null>;
  /** The clock at the start of the request: one request has one now. */
  readonly now: Date;
  readonly cspNonce: string;
  readonly requestId: string;
  /** Ends when the browser is gone or the server stops. `request.signal` stops firing after a garbage collection. */
  readonly signal: AbortSignal;
  /** Network address of the caller. */
  readonly address: string;
}

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends RequestContext {
    readonly now: Date;
  }
}
