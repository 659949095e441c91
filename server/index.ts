import { DirectoryLockedError } from "#db/embedded/index.ts";
import { DEMO_PEOPLE } from "#db/seed/people-ids.ts";
import { declareMode, EnvError, loadDotEnv, readEnv } from "./env.ts";
import { BuildFailedError, buildPagesIfNeeded } from "./http/build-pages.ts";
import { PortTakenError } from "./http/listen.ts";
import { builtPages } from "./http/pages.ts";
import { type RunningServer, startServer } from "./http/start-server.ts";
import { stopOnSignal } from "./http/stop-on-signal.ts";
import { createLogger } from "./logger.ts";

const development = process.argv.includes("--dev");
/** `npm start` builds the pages when their sources changed; other ways to start take the build that is there. */
const buildFirst = process.argv.includes("--build");

const announce = (words: string) => void process.stdout.write(`  ${words}\n`);

async function findPages() {
  if (development) {
    // Vite is there while developing only.
    const { developmentPages } = await import("./http/development-pages.ts");
    return developmentPages();
  }
  if (buildFirst) await buildPagesIfNeeded(announce);
  return builtPages();
}

async function main(): Promise<void> {
  loadDotEnv();
  declareMode(development ? "development" : "production"); // React and Express read it when they are loaded
  const env = readEnv();
  const logger = createLogger(env.LOG_LEVEL);
  const server = startServer({ env, logger, development, announce, pages: findPages });

  stopOnSignal(server.stop, logger);
  process.on("unhandledRejection", (reason) => logger.error({ err: reason }, "unhandled rejection"));

  const running = await server.started;
  process.stdout.write(`${greeting(running)}\n`);
  logger.info({ readyAfterMs: Math.round(performance.now()), database: running.runtime.db.kind, demo: env.demo }, "ready");
}

/** What the terminal shows when the app is ready. */
function greeting({ url, runtime, setupUrl }: RunningServer): string {
  const { env } = runtime;
  const lines = ["", `  Misty is open at ${env.APP_URL ?? url}`];
  if (env.demo) {
    lines.push("", `  Demo sign-ins, password ${env.MISTY_DEMO_PASSWORD} (or one click on the sign-in page):`);
    for (const person of DEMO_PEOPLE) lines.push(`    ${person.email.padEnd(22)} ${person.name}`);
  }
  if (setupUrl) lines.push("", "  Nobody works here yet. Make the first admin with this link (once, within 24 hours):", `    ${setupUrl}`);
  lines.push("", "  Ctrl-C stops it.");
  return lines.join("\n");
}

/** Errors whose sentence is all a person needs. */
const PLAIN = [BuildFailedError, DirectoryLockedError, EnvError, PortTakenError];

/** Why the start failed: a sentence where there is one, else what lies at the bottom of it and where it came from. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (PLAIN.some((kind) => error instanceof kind)) return error.message;
  let root: Error = error;
  while (root.cause instanceof Error) root = root.cause;
  return `Misty could not start: ${root.message}\n\n${root.stack ?? ""}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
