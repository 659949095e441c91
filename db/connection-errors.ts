/** Codes of the driver, of Node and of PostgreSQL that say: this connection is gone. */
export const LOST_CONNECTION: ReadonlySet<string> = new Set([
  "CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED", "ECONNRESET", "ECONNREFUSED", "ECONNABORTED", "EPIPE", "ENOENT", "CONNECT_TIMEOUT",
  // Its machine or its name is away, as a stopped container's is.
  "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN",
  "57P01", "57P02", "57P03", "08000", "08001", "08003", "08004", "08006",
]);

/** PostgreSQL's functions that say: what was prepared here is gone, or gives other columns since a table was changed. */
const STALE_STATEMENT = new Set(["FetchPreparedStatement", "RevalidateCachedQuery"]);

/** Whether an error means a statement prepared on this connection. The driver forgets it with the error, so the next time goes well. */
export function isStaleStatement(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    const { code, routine } = e as { code?: unknown; routine?: unknown };
    if ((code === "0A000" || code === "26000") && typeof routine === "string") return STALE_STATEMENT.has(routine);
  }
  return false;
}

/** The SQLSTATE or driver code of an error, looking through what drizzle wraps around it. */
export function errorCode(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    const code = (e as { code?: unknown }).code;
    if (typeof code === "string") return code;
  }
  return undefined;
}
