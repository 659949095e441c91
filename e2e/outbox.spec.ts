import { expect, test } from "@playwright/test";
import { openAs, signIn } from "./people.ts";

/* A mail from the settings into the outbox, what became of it there, and its trace. The demo has no mail account, so it ends in a file. */

test("a test mail is queued, handled, shown with where it went, and written down; placebo mode is said on every page", async ({ page, browser }) => {
  await signIn(page, "Admin");
  const line = page.getByRole("note").filter({ hasText: "Placebo mode" });
  for (const path of ["/", "/orders", "/admin/settings"]) {
    await page.goto(path);
    await expect(line).toContainText("No mail leaves");
  }
  await page.getByLabel("Send a test mail to").fill("somebody@example.test");
  await page.getByRole("button", { name: "Send a test mail" }).click();
  await expect(page.getByText("The test mail is in the outbox.")).toBeVisible();

  await line.getByRole("link", { name: "Outbox" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "No mail needs you" })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "somebody@example.test" });
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("Not sent: in a file", { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await row.getByText(/^Text/).click();
  await expect(row).toContainText(".eml");

  await page.getByLabel("State").selectOption({ label: "Failed" });
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByRole("heading", { name: "No mail fits these filters" })).toBeVisible();

  await page.goto("/activity?category=mail");
  const act = page.getByRole("row").filter({ hasText: "wrote a mail to a file" });
  await expect(act.first()).toBeVisible();
  await act.first().getByText(/^More/).click();
  await expect(act.first()).toContainText("somebody@example.test");

  // Everything is sealed within seconds, and the log is whole.
  await page.goto("/activity");
  await page.getByRole("button", { name: "Check the whole log" }).click();
  await expect(page.getByText("The log is whole.")).toBeVisible({ timeout: 60_000 });

  const staff = await openAs(browser, "Staff");
  await expect(staff.getByRole("link", { name: "Outbox" })).toHaveCount(0);
  const answer = await staff.goto("/outbox");
  expect(answer?.status()).toBe(403);
  await staff.goto("/activity");
  await expect(staff.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(staff.getByRole("heading", { name: "Seals" })).toHaveCount(0);
  await staff.context().close();
});
