import { readEnv } from "../env.ts";
import { openDatabase } from "../open-database.ts";

/* Opens the database as every process of the program does first, which migrates it, and ends: for tests of several that begin at once. */
const opened = await openDatabase(readEnv(), { purpose: "server" });
await opened.close();
