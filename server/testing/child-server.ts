import { readEnv } from "../env.ts";
import { startServer } from "../http/start-server.ts";
import { stopOnSignal } from "../http/stop-on-signal.ts";
import { createLogger } from "../logger.ts";
import { unbuiltPages } from "./server-build.ts";

/*
 * A whole server as a process of its own, for tests that end processes: everything as in
 * `server/index.ts`, only the pages are not built. Prints its address as one line of JSON.
 */
const env = readEnv();
const logger = createLogger(env.LOG_LEVEL);
const server = startServer({ env, logger, pages: () => Promise.resolve(unbuiltPages()) });
stopOnSignal(server.stop, logger);
server.started.then(
  ({ url, setupUrl }) => process.stdout.write(`${JSON.stringify({ url, setupUrl })}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
