import { expect, test } from "@playwright/test";
import { inviteDemoteAndShutOut } from "./colleague-journey.ts";
import { startTwoApps, type TwoApps } from "./two-apps.ts";

/* Two processes of the built app on one PostgreSQL: a new admin sets the shop up, and what is done at one holds at the other at every step. */

let apps: TwoApps | null = null;
test.beforeAll(async () => {
  test.setTimeout(500_000);
  apps = await startTwoApps(process.env["TEST_DATABASE_URL"]);
});
test.afterAll(async () => {
  await apps?.stop();
});

test("a new admin invites a colleague, who joins with a second step, is demoted while a stream is open, and is shut out, over two processes", async ({ browser }) => {
  test.skip(apps === null, "TEST_DATABASE_URL is not set");
  test.setTimeout(240_000);
  if (!apps) return;
  const { here, there, setupPath } = apps;
  const admin = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await admin.goto(`${here}${setupPath}`);
  await admin.getByLabel("Your name").fill("Alma");
  await admin.getByLabel("E-mail").fill("alma@shop.example");
  await admin.getByLabel("Password").fill("maiden voyage 65");
  await admin.getByLabel("Name of the shop").fill("Alma's");
  await admin.getByLabel("Currency").fill("EUR");
  await admin.getByLabel("Time zone").fill("Europe/Berlin");
  await admin.getByRole("button", { name: "Open the shop" }).click();
  await expect(admin.getByRole("heading", { level: 1, name: "Nothing sold yet" })).toBeVisible();
  // The link is used up at the other too, and the session holds there.
  expect((await admin.goto(`${there}${setupPath}`))?.status()).toBe(410);
  await admin.goto(`${there}/admin/users`);
  await expect(admin.getByRole("row", { name: /Alma/ })).toBeVisible();

  await inviteDemoteAndShutOut(browser, admin, { here, there });
});
