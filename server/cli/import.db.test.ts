import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type Database } from "#db/client.ts";
import { type Embedded, startEmbedded } from "#db/embedded/index.ts";
import { openTestDatabase } from "#db/testing/index.ts";
import { contents, temporaryFiles } from "#server/services/imports/testing/support.ts";

/* The command as a person runs it. Embedded, a server holds the directory all the while, so the command is its guest. */

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const place = inject("testDatabase");
const files = temporaryFiles();
let db: Database;
let env: Record<string, string>;
let close: () => Promise<void>;

beforeAll(async () => {
  if (place.kind === "native") {
    const test = await openTestDatabase();
    ({ db } = test);
    env = { DATABASE_URL: db.target.kind === "server" ? db.target.url : "", MISTY_DEMO: "on" };
    close = () => test.close();
    return;
  }
  const dataDir = join(files.folder, "shop");
  const embedded: Embedded = await startEmbedded({ dataDir, snapshot: readFileSync(place.snapshotPath) });
  db = connect(embedded.target);
  env = { MISTY_DATA_DIR: dataDir, DATABASE_URL: "" };
  close = async () => {
    await db.close();
    await embedded.stop();
  };
});
afterAll(async () => {
  await close();
  files.remove();
});

function run(...args: string[]): Promise<{ code: number | null; out: string; said: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["--import", "tsx", "server/cli/import.ts", ...args], { cwd: ROOT, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("close", (code) => done({ code, out, said }));
  });
}

const HEADER = "customer_id date number_of_cds dollar_value";

describe("npm run import", () => {
  it("exits with 0 when all rows are in, and prints one JSON value", async () => {
    const path = files.write("good.txt", `${HEADER}\n1 19970101 1 5.00\n`);
    const dry = await run(path, "--dry-run", "--json");
    expect(JSON.parse(dry.out)).toEqual({ batch: null, format: "cdnow", rows: 1, imported: 1, unchanged: 0, refused: 0, errors: [] });
    expect(await contents(db)).toMatchObject({ orders: 0, origin: "fresh" });
    const done = await run(path, "--json");
    expect(done.code).toBe(0);
    expect(JSON.parse(done.out)).toEqual({ batch: expect.any(String) as string, format: "cdnow", rows: 1, imported: 1, unchanged: 0, refused: 0, errors: [] });
    expect(done.said).toContain("Reading");
    expect(await contents(db)).toMatchObject({ orders: 1, origin: "imported", errors: [] });
  });

  it("exits with 2 when some rows were refused, and lists them", async () => {
    const path = files.write("some.txt", `${HEADER}\n2 19970101 1 5.00\n2 19970101 none 5.00\n`);
    const done = await run(path);
    expect(done.code).toBe(2);
    expect(done.out).toBe('Imported 1 of 2 rows (cdnow); 0 were here already, 1 refused.\n  row 3, number_of_cds: "none" is not a quantity of 1 or more\n');
  });

  it("exits with 1 in one sentence when the file is refused", async () => {
    const path = files.write("bad.txt", "customer_id date date number_of_cds dollar_value\n");
    const done = await run(path, "--json");
    expect(done.code).toBe(1);
    const message = 'bad.txt has the column "date" twice in its header, so it is not clear which one counts.';
    expect(JSON.parse(done.out)).toEqual({ batch: null, format: null, rows: 0, imported: 0, unchanged: 0, refused: 0, errors: [{ row: null, column: null, message }] });
    expect(done.said.trim().split("\n").at(-1)).toBe(message);
  });

  it("exits with 1 and the usage when the command is not right", async () => {
    for (const args of [[], ["a.csv", "--rate", "dollars"], ["a.csv", "--wrong"]]) {
      const done = await run(...args);
      expect({ code: done.code, out: done.out }).toEqual({ code: 1, out: "" });
      expect(done.said).toContain("Usage: npm run import");
    }
  });
});
