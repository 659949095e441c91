/** Codes of the driver, of Node and of PostgreSQL that say: this connection is gone. */
export const LOST_CONNECTION: ReadonlySet<string> = new Set([
  "CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED", "ECONNRESET", "ECONNREFUSED", "EPIPE", "ENOENT", "CONNECT_TIMEOUT",
  "57P01", "57P02", "57P03", "08006",
]);

/** The SQLSTATE or driver code of an error, looking through what drizzle wraps around it. */
export function errorCode(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    const code = (e as { code?: unknown }).code;
    if (typeof code === "string") return code;
  }
  return undefined;
}
