import { expect, type Page, test } from "@playwright/test";
import { openAs, signIn } from "./people.ts";

/* An admin's desk: a setting that holds at once, a price, a budget, what the program stands on; and nobody else gets in. */

const PAGES = ["/admin/ai", "/admin/ai/runs", "/admin/ai/budgets", "/admin/settings", "/admin/system"];

/** How many titles the dashboard calls low. */
async function countLow(page: Page): Promise<number> {
  await page.goto("/");
  return Number((await page.locator(".bands dd").nth(1).innerText()).replaceAll(",", ""));
}

async function setThreshold(page: Page, copies: string): Promise<void> {
  await page.goto("/admin/settings");
  await page.getByLabel("Low stock at").fill(copies);
  await page.getByRole("button", { name: "Save the threshold" }).click();
  await expect(page.getByText("The threshold is saved")).toBeVisible();
}

test("an admin changes a setting that holds at once, adds a price, sets a budget and looks at the system", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "Admin");
  // The demo's titles have reorder points of their own; a new one has the shop's threshold.
  await page.goto("/inventory/new");
  await page.getByLabel("Title", { exact: true }).fill(`Threshold ${Date.now()}`);
  await page.getByRole("button", { name: "Add the record" }).click();
  await page.getByLabel("How many came?").fill("5");
  await page.getByRole("button", { name: "Receive", exact: true }).click();
  await expect(page.getByText("5 copies").first()).toBeVisible();
  await setThreshold(page, "10");
  const low = await countLow(page);
  await setThreshold(page, "4");
  expect(await countLow(page)).toBeLessThan(low);
  await setThreshold(page, "10");
  expect(await countLow(page)).toBeGreaterThanOrEqual(low);

  await page.goto("/admin/ai/budgets");
  await page.getByLabel("Model", { exact: true }).fill("a-model-of-this-journey");
  await page.getByLabel("Read, $ per million").fill("0,30");
  await page.getByLabel("Written, $ per million").fill("a lot");
  await page.getByLabel("Where it was read").fill("the provider's price list");
  await page.getByRole("button", { name: "Add the price" }).click();
  await expect(page.getByText("Enter US dollars per million tokens")).toBeVisible();
  await page.getByLabel("Written, $ per million").fill("2.50");
  await page.getByRole("button", { name: "Add the price" }).click();
  await expect(page.getByText("The price is saved.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Prices" })).toContainText("a-model-of-this-journey");

  await page.getByLabel("US dollars a month").fill("25");
  await page.getByRole("button", { name: "Set the budget" }).click();
  await expect(page.getByRole("table", { name: "Budgets of this month" })).toContainText("The whole shop");
  await page.getByRole("button", { name: "Remove The whole shop" }).click();
  await expect(page.getByText("There is no budget")).toBeVisible();
  await page.getByRole("button", { name: /^Remove a-model-of-this-journey/ }).click();
  await expect(page.getByText("It is removed.")).toBeVisible();

  await page.goto("/admin/system");
  await expect(page.locator("#part-database")).toContainText(/PostgreSQL \d+.*migrations applied/);
  await expect(page.locator("#part-model")).toContainText("offline model answers");
  await page.getByRole("button", { name: "Run now Put away what has expired" }).click();
  await expect(page.getByText("It runs within 15 seconds.")).toBeVisible();
});

test("a manager neither sees nor opens any of it", async ({ browser }) => {
  const page = await openAs(browser, "Manager");
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "System" })).toHaveCount(0);
  for (const path of [...PAGES, "/admin/ai.csv?block=days"]) expect((await page.goto(path))?.status(), path).toBe(403);
  await page.context().close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an admin saves a setting", async ({ page }) => {
    await signIn(page, "Admin");
    await setThreshold(page, "11");
    await setThreshold(page, "10");
  });
});
