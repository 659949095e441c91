import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { connect, type Database } from "#db/client.ts";
import { startEmbedded } from "#db/embedded/index.ts";
import { withSystem } from "#db/rls.ts";
import { users } from "#db/schema/index.ts";
import { openTestDatabase } from "#db/testing/index.ts";
import { loadPerson, signIn } from "../auth/sign-in.ts";
import { createTestRuntime, START, TestClock } from "../testing/runtime.ts";

/* The command as a person runs it. Embedded, a server holds the directory all the while, so the command is its guest. */

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const place = inject("testDatabase");
let db: Database;
let env: Record<string, string>;
let close: () => Promise<void>;

beforeAll(async () => {
  const secret = "a secret that only these tests know";
  if (place.kind === "native") {
    const test = await openTestDatabase({ people: false });
    ({ db } = test);
    env = { DATABASE_URL: db.target.kind === "server" ? db.target.url : "", MISTY_DEMO: "off", SESSION_SECRET: secret };
    close = () => test.close();
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "misty-admin-"));
  const dataDir = join(folder, "shop");
  const embedded = await startEmbedded({ dataDir, snapshot: readFileSync(place.snapshotPath) });
  db = connect(embedded.target);
  env = { MISTY_DATA_DIR: dataDir, DATABASE_URL: "", MISTY_DEMO: "off", SESSION_SECRET: secret };
  close = async () => {
    await db.close();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterAll(() => close());

function admin(args: string[], piped = ""): Promise<{ code: number | null; out: string; said: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["--import", "tsx", "server/cli/admin.ts", ...args], { cwd: ROOT, env: { ...process.env, ...env }, stdio: "pipe" });
    let out = "";
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("close", (code) => done({ code, out, said }));
    // A command that needs no password ends without reading.
    child.stdin.on("error", () => {});
    child.stdin.end(piped);
  });
}

const runtime = () => createTestRuntime(db, new TestClock());
const enter = async (email: string, password: string) => (await signIn(runtime(), { email, password, now: START, visitor: { address: "192.0.2.7", userAgent: null }, previous: null })).cookies[0]?.split(";")[0];
const ALMA = ["--email", "alma@shop.example"];

describe("npm run admin", () => {
  it("makes a person with the piped password, staff unless a role is named", async () => {
    expect(await admin(["create-user", ...ALMA, "--name", "Alma Admin", "--role", "admin"], "a love supreme\n")).toEqual({ code: 0, out: "Alma Admin can sign in as alma@shop.example (admin).\n", said: "" });
    expect(await admin(["create-user", "--email", "bert@shop.example", "--name", "Bert"], "giant steps 1960")).toMatchObject({ code: 0, out: "Bert can sign in as bert@shop.example (staff).\n" });
    expect(await loadPerson(runtime(), await enter("alma@shop.example", "a love supreme"), START)).toMatchObject({ name: "Alma Admin", role: "admin" });
    expect(await loadPerson(runtime(), await enter("bert@shop.example", "giant steps 1960"), START)).toMatchObject({ name: "Bert", role: "staff" });
    expect(await admin(["create-user", "--email", "ALMA@shop.example", "--name", "Another"], "a love supreme\n")).toEqual({ code: 1, out: "", said: "Somebody has the e-mail address ALMA@shop.example already.\n" });
  });

  it("sets another password and ends the sessions", async () => {
    const session = await enter("alma@shop.example", "a love supreme");
    expect(await admin(["reset-password", ...ALMA], "blue in green 1959\n")).toEqual({ code: 0, out: "alma@shop.example has a new password; all their sessions have ended.\n", said: "" });
    expect(await loadPerson(runtime(), session, START)).toBeNull();
    expect(await loadPerson(runtime(), await enter("alma@shop.example", "blue in green 1959"), START)).toMatchObject({ name: "Alma Admin" });
    expect(await admin(["reset-password", "--email", "nobody@shop.example"], "blue in green 1959\n")).toEqual({ code: 1, out: "", said: "Nobody has the e-mail address nobody@shop.example.\n" });
  });

  it("switches a second step off, and says when there is none", async () => {
    expect(await admin(["remove-second-step", ...ALMA])).toEqual({ code: 1, out: "", said: "alma@shop.example signs in without a second step.\n" });
    await withSystem(db, "a lost telephone", (tx) => tx.update(users).set({ totpSecret: Buffer.alloc(40), totpEnabledAt: START }).where(eq(users.email, "alma@shop.example")));
    expect(await admin(["remove-second-step", ...ALMA])).toMatchObject({ code: 0, said: "" });
    expect(await loadPerson(runtime(), await enter("alma@shop.example", "blue in green 1959"), START)).toMatchObject({ name: "Alma Admin" });
  });

  it("refuses a short password", async () => {
    expect(await admin(["reset-password", ...ALMA], "short\n")).toEqual({ code: 1, out: "", said: "The password from standard input cannot be used. Use at least 12 characters. A short sentence is easy to remember.\n" });
  });

  it("verifies the audit trail, and says what it cannot compare", async () => {
    const whole = await admin(["verify-audit"]);
    expect(whole).toMatchObject({ code: 0, said: "" });
    expect(whole.out).toContain("The activity log is whole");
    const cut = await admin(["verify-audit", "--head", `7:${"ab".repeat(32)}`, "--json"]);
    expect(cut.code).toBe(1);
    expect(JSON.parse(cut.out)).toMatchObject({ ok: false, problems: [{ position: 7 }] });
    expect(await admin(["verify-audit", "--head", "7"])).toMatchObject({ code: 1, out: "" });
  });

  it.each([
    [["dance"], 'There is no command "dance".'],
    [["create-user", ...ALMA, "--name", "Alma", "--role", "owner"], "--role: A role is one of staff, marketing, buyer, manager, admin."],
    [["reset-password", ...ALMA, "--role", "admin"], "reset-password takes --email only."],
    [["reset-password", "--mail", "x"], "--mail"],
    [["remove-second-step", ...ALMA, "--role", "admin"], "remove-second-step takes --email X only."],
  ])("exits with 1, a sentence and the usage for %j", async (args, sentence) => {
    const answer = await admin(args);
    expect(answer).toMatchObject({ code: 1, out: "" });
    expect(answer.said).toContain(sentence);
    expect(answer.said).toContain("Usage: npm run admin");
  });
});
