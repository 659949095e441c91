import { destination, type DestinationStream, pino, type Logger as PinoLogger, stdSerializers } from "pino";

export type Logger = PinoLogger;

/**
 * The program's log: one JSON line per event on stderr (or `to`), so that stdout stays for people
 * and for `--json`. Cookies, passwords and tokens are never handed to it; the paths below are a
 * second belt, and errors are masked because frameworks quote addresses in theirs.
 */
export function createLogger(level: string, to: DestinationStream = destination({ fd: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      redact: { paths: ["password", "token", "cookie", "secret", "*.password", "*.token", "*.cookie", "*.secret"], censor: "[withheld]" },
      serializers: { err: (error: unknown) => maskStrings(error) },
    },
    to,
  );
}

/** A text without the links of one use that may stand in it. */
export const maskTokens = (text: string): string => text.replace(/\/(join|reset|unsubscribe)(\/|%2F)[^/\s"'?#&]+/gi, "/$1/[token]");

/** Depth enough for the causes of an error. */
function maskStrings(value: unknown, depth = 6): unknown {
  if (typeof value === "string") return maskTokens(value);
  if (value === null || typeof value !== "object" || depth === 0) return value;
  if (value instanceof Error) return maskStrings(stdSerializers.err(value), depth - 1);
  if (Array.isArray(value)) return value.map((inner) => maskStrings(inner, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskStrings(inner, depth - 1)]));
}
