import type { Tx } from "#db/client.ts";
import { type TransactionOptions, withRls } from "#db/rls.ts";
import { AppError } from "../errors.ts";
import type { SignedInPerson } from "../auth/person.ts";
import type { RequestContext } from "../http/load-context.ts";
import type { Runtime } from "../runtime.ts";

/** What every procedure gets. */
export interface TrpcContext {
  runtime: Runtime;
  person: SignedInPerson | null;
  /** The only now. */
  now: Date;
  requestId: string;
  signal: AbortSignal;
  /** True for a call that a browser sent to the procedures; false for what loaders, actions and files ask. */
  fromBrowser: boolean;
  /** One short transaction with the person's rights, for procedures that also talk to something else than the database. */
  rls<T>(fn: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
}

/** Makes the context of a call from what the host knows about the request. */
export async function createTrpcContext(context: RequestContext, fromBrowser = false): Promise<TrpcContext> {
  const person = await context.person();
  const { runtime, now, requestId, signal } = context;
  return {
    runtime,
    person,
    now,
    requestId,
    signal,
    fromBrowser,
    rls(fn, options) {
      if (!person) throw new AppError("UNAUTHORIZED", "Sign in first.");
      return withRls(runtime.db, person, fn, options);
    },
  };
}
