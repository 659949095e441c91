import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPagesIfNeeded } from "#server/http/build-pages.ts";
import { SECURITY_IDS, type Tallied } from "./tally.ts";

/*
 * npm run security: the laws S5 to S12 with the counts that the design asks for. One line
 * per law: attempts, breaches, passed or FAILED; 1 as exit code when one is broken or was not tried.
 * `npm run security -- S8 S9` runs these alone.
 */

/** Which tests try a law, and what runs them. */
const EXAMS: Readonly<Record<(typeof SECURITY_IDS)[number], { unit?: string[]; database?: string[]; browser?: string[] }>> = {
  S5: { database: ["security/routes.db.test.ts", "security/others-objects.db.test.ts", "server/trpc/auth-matrix.db.test.ts"] },
  S6: { database: ["db/rls-matrix.db.test.ts", "security/columns.db.test.ts"] },
  S7: { database: ["security/sign-in.db.test.ts", "server/services/sessions/throttle-sign-in.db.test.ts"] },
  S8: { database: ["security/sessions.db.test.ts", "server/auth/streams.db.test.ts"] },
  S9: { database: ["security/tokens.db.test.ts"] },
  S10: { database: ["security/requests.db.test.ts"], browser: ["e2e/injection.spec.ts"] },
  S11: { unit: ["security/files.test.ts", "security/file-limits.test.ts"] },
  S12: { database: ["security/secrets.db.test.ts", "server/http/no-secret-in-logs.db.test.ts"], browser: ["e2e/bundles.spec.ts"] },
};

const scratch = mkdtempSync(join(tmpdir(), "misty-security-"));
const tallyFile = join(scratch, "tally.jsonl");

/** Runs a suite with the full counts; its output goes where ours goes. */
function run(args: string[], more: Record<string, string> = {}): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, MISTY_SECURITY: "full", MISTY_SECURITY_TALLY: tallyFile, ...more },
    });
    child.on("close", (code) => done(code ?? 1));
  });
}

const asked = process.argv.slice(2);
const unknown = asked.filter((id) => !SECURITY_IDS.some((known) => known === id));
if (unknown.length > 0) {
  process.stderr.write(`${unknown.join(", ")}: there are ${SECURITY_IDS.join(", ")}.\n`);
  process.exit(2);
}

/** The browser's exams here bring their own shop, so the journeys' demo shop need not start: it counts as running already. */
const NO_DEMO = { MISTY_E2E_URL: "http://127.0.0.1:9" };

let broken = false;
const lines: string[] = [];
for (const id of SECURITY_IDS.filter((known) => asked.length === 0 || asked.includes(known))) {
  const { unit = [], database = [], browser = [] } = EXAMS[id];
  if (browser.length > 0) await buildPagesIfNeeded((words) => void process.stdout.write(`${words}\n`));
  const codes = [
    // A timeout of a test is for its short form.
    unit.length > 0 ? await run(["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--reporter=dot", "--testTimeout=1800000", ...unit]) : 0,
    database.length > 0 ? await run(["node_modules/vitest/vitest.mjs", "run", "--project", "db-embedded", "--reporter=dot", "--testTimeout=1800000", ...database]) : 0,
    browser.length > 0 ? await run(["node_modules/@playwright/test/cli.js", "test", "--reporter=line", ...browser], NO_DEMO) : 0,
  ];
  const tallies = existsSync(tallyFile) ? readFileSync(tallyFile, "utf8").trim().split("\n").filter(Boolean).map((line) => JSON.parse(line) as Tallied).filter((tallied) => tallied.id === id) : [];
  const attempts = tallies.reduce((sum, tallied) => sum + tallied.attempts, 0);
  const breaches = tallies.reduce((sum, tallied) => sum + tallied.broken, 0);
  const passed = breaches === 0 && attempts > 0 && codes.every((code) => code === 0);
  broken ||= !passed;
  const timing = tallies.find(({ what }) => what.startsWith("timing"))?.what;
  lines.push(`${id.padEnd(4)} ${String(attempts).padStart(6)} attempts  ${String(breaches).padStart(3)} breaches  ${passed ? "passed" : "FAILED"}${timing ? `  (${timing})` : ""}`);
  for (const { what, breaches: found } of tallies) for (const breach of found) lines.push(`       ${what}: ${breach}`);
}
rmSync(scratch, { recursive: true, force: true });
process.stdout.write(`\n${lines.join("\n")}\n`);
process.exit(broken ? 1 : 0);
