import { expect, type Page, test } from "@playwright/test";
import { openAs, readTiles, signIn, toCents } from "./people.ts";

test("a stranger is sent to the sign-in page and back to where they wanted to go", async ({ page }) => {
  await page.goto("/orders");
  await expect(page).toHaveURL(/\/login\?redirectTo=/);
  await page.getByRole("button", { name: "Manager" }).click();
  await expect(page).toHaveURL(/\/orders$/);
});

test("one click signs in, and the dashboard shows figures and not zeros", async ({ page }) => {
  await signIn(page, "Manager");
  const tiles = await readTiles(page);
  expect(tiles.map((tile) => tile.split(":")[0])).toEqual(["Revenue", "Orders", "Average order", "Buying customers", "Average rating", "Refunds"]);
  for (const tile of tiles) expect(toCents(tile), tile).toBeGreaterThan(0);
  for (const block of ["Needs you", "Now", "Revenue by day", "Revenue by genre", "Ratings", "Top albums", "Top customers"]) {
    await expect(page.getByRole("heading", { name: block }).first(), block).toBeVisible();
  }
});

test("signing out closes the desk, also for the back button", async ({ page }) => {
  await signIn(page, "Buyer");
  await page.getByRole("button", { name: /sign out/i }).first().click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto("/");
  await expect(page).toHaveURL(/\/login/);
});

test("staff see the same totals as the manager, and not the payments behind them", async ({ browser }) => {
  const manager = await openAs(browser, "Manager");
  const staff = await openAs(browser, "Staff");
  for (const search of ["", "?p=365", "?p=7&against=year"]) {
    await manager.goto(`/${search}`);
    await staff.goto(`/${search}`);
    expect(await readTiles(staff)).toEqual(await readTiles(manager));
  }
  await manager.goto("/rows/refunds");
  await expect(manager.getByRole("table")).toContainText("Refunded");
  await staff.goto("/rows/refunds");
  await expect(staff.getByText("Managers and admins see the payments behind it.")).toBeVisible();
  await expect(staff.getByRole("table")).toHaveCount(0);
});

/** The sum of the last column over all pages of the rows, in cents. */
async function sumRows(page: Page): Promise<number> {
  let sum = 0;
  for (;;) {
    const cells = await page.locator("main table tbody tr td:last-child").allInnerTexts();
    for (const cell of cells) sum += toCents(cell);
    const next = page.getByRole("link", { name: "Next page" });
    if ((await next.count()) === 0) return sum;
    const href = await next.getAttribute("href");
    await page.goto(new URL(href ?? "", page.url()).toString());
  }
}

for (const [metric, name, search] of [
  ["refunds", "Refunds", ""],
  ["revenue", "Revenue", "?p=7"],
] as const) {
  test(`the rows behind ${metric} add up to its tile`, async ({ page }) => {
    await signIn(page, "Manager");
    await page.goto(`/${search}`);
    const tile = page.getByRole("link", { name: new RegExp(`^${name}: .*show the rows$`) });
    const said = (await tile.getAttribute("aria-label")) ?? (await tile.innerText());
    await tile.click();
    await expect(page).toHaveURL(new RegExp(`/rows/${metric}`));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    // A tile may round to whole euros; the page of rows says the cents.
    const sum = await sumRows(page);
    expect(Math.abs(sum - toCents(said.split(":")[1] ?? ""))).toBeLessThan(said.includes(".") ? 1 : 50);
    await page.goto(`/rows/${metric}${search}`);
    await expect(page.locator("main")).toContainText((sum / 100).toLocaleString("en", { minimumFractionDigits: 2 }));
  });
}
