import type { ConnectionLostError } from "#db/rls.ts";
import type { ErrorForPeople } from "../trpc/init.ts";

/** What a browser is asked to wait when the database is away, in seconds, as a header. */
export const RETRY_AFTER = { "Retry-After": "5" } as const;

/** Whether the database went away. By name: while developing, pages and host have classes of their own. */
export const isConnectionLost = (error: unknown): error is Error & Pick<ConnectionLostError, "outcome"> => error instanceof Error && error.name === "ConnectionLostError";

/** An error as a Response that a route's error boundary can show. */
export function errorResponse(told: ErrorForPeople, status: number): Response {
  return Response.json(told, { status, headers: status === 503 ? RETRY_AFTER : {} });
}

/** What `promise` gives; when the database went away meanwhile, a thrown 503 Response that says so. */
export async function orUnavailable<T>(promise: Promise<T>, requestId: string): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (isConnectionLost(error)) throw errorResponse({ sentence: error.message, fields: {}, requestId, unexpected: false }, 503);
    throw error;
  }
}
