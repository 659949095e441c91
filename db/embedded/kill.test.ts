import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "../client.ts";
import { withSystem } from "../rls.ts";
import { between, randomFrom } from "../seed/random.ts";
import { addAlbum, addStock } from "../testing/builders.ts";
import { type Child, startChild } from "../testing/child.ts";
import { migratedSnapshot } from "../testing/snapshot.ts";
import { startEmbedded } from "./index.ts";

/* kill -9 of the process that holds the database: twenty times with RUNS >= 100, five times in npm test. */

const ROUNDS = Math.min(20, Math.ceil(Number(process.env["RUNS"] ?? 25) / 5));
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "misty-kill-"));
  const embedded = await startEmbedded({ dataDir: join(folder, "data"), snapshot: readFileSync(await migratedSnapshot()) });
  const db = connect(embedded.target);
  await withSystem(db, "a shelf", async (tx) => addStock(tx, await addAlbum(tx), 100));
  await db.close();
  await embedded.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(`loses no acknowledged sale and counts none wrong after kill -9, ${ROUNDS} times`, { timeout: 300_000 }, async () => {
  const acknowledged = join(folder, "acknowledged");
  const random = randomFrom("kill", ROUNDS);
  let sold = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const child = startChild("write", join(folder, "data"), acknowledged);
    const report = await nextReport(child);
    expect(report, `round ${round}\n${child.errors()}`).toEqual({ errors: [], ids: sold });
    const kill = () => child.process.kill("SIGKILL");
    if (round === ROUNDS) {
      kill();
      break;
    }
    // It dies after some sales and a moment more, so mostly in the middle of one; in some rounds before the first.
    let before = between(random, 0, 8);
    const moment = between(random, 0, 40);
    if (before === 0) setTimeout(kill, moment);
    for (let line = await child.line(); line !== null; line = await child.line()) {
      sold++;
      appendFileSync(acknowledged, `${line.replace("sold ", "")}\n`);
      if (--before === 0) setTimeout(kill, moment);
    }
    await child.ended;
  }
  expect(sold).toBeGreaterThan(ROUNDS);
});

async function nextReport(child: Child): Promise<unknown> {
  const line = await child.line();
  return line?.startsWith("checked ") ? (JSON.parse(line.slice("checked ".length)) as unknown) : line;
}
