import { people } from "#db/testing/people.ts";
import { BackgroundWork } from "../background-work.ts";
import { readEnv } from "../env.ts";
import { createLogger } from "../logger.ts";
import { openDatabase } from "../open-database.ts";
import { startUndo } from "../services/imports/undo/undo-import.ts";

/* A process of its own that takes an import back as the app does, for tests that end it: `undo-process.ts BATCH`. Prints a line when it has begun. */
const opened = await openDatabase(readEnv(), { purpose: "server" });
const background = new BackgroundWork(createLogger("error"));
await startUndo({ db: opened.db, person: { id: people.manager.id, role: "manager" }, clock: () => new Date(), start: (name, run) => background.start(name, run) }, { id: process.argv[2] ?? "" });
process.stdout.write("begun\n");
await background.settled();
await opened.close();
