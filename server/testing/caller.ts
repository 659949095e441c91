import type { Database } from "#db/client.ts";
import type { UserRole } from "#db/enums.ts";
import { people } from "#db/testing/index.ts";
import type { RequestContext } from "../http/load-context.ts";
import { createTrpcContext } from "../trpc/context.ts";
import { trpc } from "../trpc/init.ts";
import { appRouter } from "../trpc/root.ts";
import { createTestRuntime, TestClock } from "./runtime.ts";

/** What the host would hand to a loader for a request of that role's person; `null` is nobody. */
export function requestContextFor(db: Database, role: UserRole | null, now: Date, signal: AbortSignal = new AbortController().signal): RequestContext {
  const person = role && { id: people[role].id, role, name: people[role].name, sessionId: people[role].id };
  const clock = new TestClock();
  clock.now = now;
  return { runtime: createTestRuntime(db, clock), person: () => Promise.resolve(person), now, cspNonce: "", requestId: "test", signal, address: "192.0.2.1" };
}

/** All procedures in the name of a role's person at a moment. */
export async function callAs(db: Database, role: UserRole, now: Date) {
  return trpc.createCallerFactory(appRouter)(await createTrpcContext(requestContextFor(db, role, now)));
}
