// @ts-check
/*
 * npm run faults: the fault tests with their full counts: kill -9 of the writing process twenty
 * times, of an import twenty times on each database, of the sender of mails, read models over 200
 * random histories, writers beside the sealer of the log, sessions and figures in two processes, a
 * stop with open streams, backup and restore, and the embedded database's lock, watchdog and shared
 * session. Exit code 1 on any miss.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";

const files = ["db/embedded", "db/read-models", "server/services/imports/import-killed", "server/services/backup", "server/services/outbox", "server/jobs/send-emails-killed", "server/services/activity", "server/services/figures/two-processes", "server/auth/streams", "server/http/start-server"];
const child = spawn(process.execPath, [join("node_modules", "vitest/vitest.mjs"), "run", ...files], { stdio: "inherit", env: { ...process.env, RUNS: process.env["RUNS"] ?? "200" } });
child.on("close", (code) => process.exit(code ?? 1));
