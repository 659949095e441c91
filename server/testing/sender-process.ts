import { readEnv } from "../env.ts";
import { createRuntime } from "../create-runtime.ts";
import { startSender } from "../jobs/send-emails.ts";
import { createLogger } from "../logger.ts";
import { openDatabase } from "../open-database.ts";

/* The sender of mails as a process of its own, for tests that end it. Prints a line when it works. */
const env = readEnv();
const { db } = await openDatabase(env, { purpose: "server" });
startSender(createRuntime({ env, db, logger: createLogger(env.LOG_LEVEL), cache: "off" }));
process.stdout.write("working\n");
// The sender's own timers let a process end.
setInterval(() => {}, 60_000);
