import { expect, test } from "@playwright/test";
import { sql } from "drizzle-orm";
import { connect } from "../db/client.ts";
import { runningTarget } from "../db/embedded/index.ts";
import { withSystem } from "../db/rls.ts";
import { openAs } from "./people.ts";

/** A shelf with copies, asked of the running server's own socket, as a command line does. */
async function findShelf(): Promise<string> {
  const target = runningTarget(process.env["MISTY_E2E_DATA_DIR"] ?? "");
  if (!target) throw new Error("the app's database is not running");
  const db = connect(target, { max: 1 });
  try {
    const [shelf] = await withSystem(db, "find a shelf for a journey", (tx) =>
      tx.execute<{ id: string }>(sql`select i.id from inventory i join albums a on a.id = i.album_id where i.on_hand > 5 and a.list_price is not null order by i.id limit 1`),
    );
    return shelf?.id ?? "";
  } finally {
    await db.close();
  }
}

test("a sale by another person appears in the feed without reload", async ({ browser }) => {
  const watcher = await openAs(browser, "Staff");
  await expect(watcher.getByText("live", { exact: true })).toBeVisible();
  const before = await watcher.getByRole("region", { name: "Now" }).innerText();

  const manager = await openAs(browser, "Manager");
  const answer = await manager.evaluate(async (inventoryId) => {
    const response = await fetch("/api/trpc/orders.recordSale", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ json: { lines: [{ inventoryId, quantity: 1 }] } }),
    });
    return { status: response.status, body: await response.text() };
  }, await findShelf());
  expect(answer.status, answer.body).toBe(200);
  const number = Number((JSON.parse(answer.body) as { result: { data: { json: { orderNumber: number } } } }).result.data.json.orderNumber);

  const words = `order ${number.toLocaleString("en")}`;
  expect(before.toLowerCase()).not.toContain(words);
  await expect(watcher.getByRole("region", { name: "Now" })).toContainText(new RegExp(words, "i"));
});
