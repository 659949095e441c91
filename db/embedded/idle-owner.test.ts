import postgres from "postgres";
import { expect, it } from "vitest";
import { startEmbedded } from "./index.ts";

it("puts out a client that falls silent inside a transaction, so that the others go on", { timeout: 60_000 }, async () => {
  const embedded = await startEmbedded({ dataDir: null, idleOwnerLimitMs: 500 });
  const { socketDir, port } = embedded.target;
  const open = () => postgres({ host: socketDir, port, database: "postgres", username: "postgres", max: 1, onnotice: () => {} });
  const [silent, busy] = [open(), open()];
  try {
    await busy`create table kept (n int)`;
    const stuck = silent.begin(async (sql) => {
      await sql`insert into kept values (1)`;
      await new Promise((resolve) => setTimeout(resolve, 8_000).unref());
    });
    const outcome = stuck.then(() => "committed", () => "rolled back");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await busy`select count(*)::int as n from kept`).toEqual([{ n: 0 }]);
    expect(await Promise.race([outcome, new Promise((resolve) => setTimeout(resolve, 5_000, "still open"))])).toBe("rolled back");
  } finally {
    await silent.end({ timeout: 0 });
    await busy.end();
    await embedded.stop();
  }
});
