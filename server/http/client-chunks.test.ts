import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { buildPagesIfNeeded } from "./build-pages.ts";

const CLIENT = fileURLToPath(new URL("../../build/client", import.meta.url));

/* Words that survive minifying and stand only in code that must never reach a browser. */
const SERVER_ONLY: Record<string, RegExp> = {
  drizzle: /drizzle:entityKind|drizzle:Columns|PgTable/,
  "postgres.js": /CONNECTION_DESTROYED|MAX_PARAMETERS_EXCEEDED/,
  pglite: /PGLITE|pglite/i,
  argon2: /argon2/i,
  "our SQL": /request\.jwt\.claims|daily_order_stats|password_hash/,
  "the environment": /SESSION_SECRET|TEST_DATABASE_URL/,
};

const listFiles = (folder: string): string[] => readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? listFiles(join(folder, name)) : [join(folder, name)]));

beforeAll(() => buildPagesIfNeeded(() => {}), 300_000);

it.each(Object.keys(SERVER_ONLY))("no client chunk contains %s", (name) => {
  const scripts = listFiles(CLIENT).filter((file) => /\.(js|mjs|map)$/.test(file));
  expect(scripts.length).toBeGreaterThan(5);
  expect(scripts.filter((file) => SERVER_ONLY[name]?.test(readFileSync(file, "utf8"))).map((file) => relative(CLIENT, file))).toEqual([]);
});
