import { destination, pino, type Logger as PinoLogger } from "pino";

export type Logger = PinoLogger;

/**
 * The program's log: one JSON line per event on stderr, so that stdout stays for people and for
 * `--json`. Cookies, passwords and tokens are never handed to it; the paths below are a second belt.
 */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      redact: { paths: ["password", "token", "cookie", "secret", "*.password", "*.token", "*.cookie", "*.secret"], censor: "[withheld]" },
    },
    destination({ fd: 2, sync: true }),
  );
}
