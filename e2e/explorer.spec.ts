import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { openAs, signIn } from "./people.ts";

/** The texts of one column of the rows, from the top. */
async function readColumn(page: Page, head: string): Promise<string[]> {
  const heads = await page.locator("main table thead th").allInnerTexts();
  const at = heads.findIndex((text) => text.trim().toLowerCase().startsWith(head.toLowerCase()));
  return (await page.locator(`main table tbody tr td:nth-child(${at + 1})`).allInnerTexts()).map((text) => text.split("\n")[0]?.trim() ?? "");
}

/** Of this run: an app that is tried again still has the last one. */
const EARLY = `Early blue ${Date.now() % 100_000}`;
const VIEW = `Middling payments 🎷 ${Date.now() % 100_000}`;

const toNumber = (text: string): number => Number(text.replaceAll(",", ""));
const h1 = (page: Page) => page.getByRole("heading", { level: 1 });

test("a manager filters, sorts, pages, chooses columns, takes the file and shares the view", async ({ browser, page }) => {
  test.setTimeout(180_000);
  await signIn(page, "Manager");
  await page.goto("/analytics/explorer");
  await expect(h1(page)).toHaveText("Orders");
  await page.getByRole("link", { name: /^Payments/ }).filter({ hasText: "newest" }).click();
  await expect(h1(page)).toHaveText("Payments");

  await page.getByLabel("Filter by").selectOption({ label: "Amount" });
  await page.getByRole("textbox", { name: "Value" }).fill("60");
  await page.getByRole("textbox", { name: "to" }).fill("80");
  await page.getByRole("button", { name: "Add filter" }).click();
  await expect(page.getByRole("link", { name: /^Amount from 60 to 80/ })).toBeVisible();
  await page.getByLabel("Filter by").selectOption({ label: "Status" });
  await page.getByRole("checkbox", { name: "completed" }).check();
  await page.getByRole("button", { name: "Add filter" }).click();
  await expect(page.getByRole("link", { name: /^Status: completed/ })).toBeVisible();

  await page.locator("thead").getByRole("link", { name: /^Amount/ }).click();
  await expect(page.locator("th[aria-sort=descending]")).toContainText(/amount/i);
  const first = (await readColumn(page, "Amount")).map(toNumber);
  expect(first).toHaveLength(50);
  expect(first).toEqual(first.toSorted((a, b) => b - a));
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page.getByRole("link", { name: "To the first page" })).toBeVisible();
  const second = (await readColumn(page, "Amount")).map(toNumber);
  expect(second[0]).toBeLessThanOrEqual(first[49] ?? 0);
  await page.getByRole("link", { name: "Previous page" }).click();
  await expect(page.getByRole("link", { name: "To the first page" })).toHaveCount(0);
  expect((await readColumn(page, "Amount")).map(toNumber)).toEqual(first);

  await page.getByText(/^Columns \(/).click();
  for (const label of ["Customer", "Paid by", "Status"]) await page.getByRole("group", { name: "Columns to show" }).getByRole("checkbox", { name: label, exact: true }).uncheck();
  await page.getByRole("button", { name: "Show these" }).click();
  await expect(page.locator("thead th")).toHaveCount(3);

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: /^CSV/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("misty-explorer-payments-amount-from-60-to-80-status-completed-by-amount-descending.csv");
  const rows = parse<Record<string, string>>(readFileSync(await download.path()), { bom: true, columns: true });
  expect(Object.keys(rows[0] ?? {})).toEqual(["order_number", "payment_date", "amount", "filter", "as_of"]);
  expect(rows.length).toBe(toNumber((await page.locator(".band .figure").innerText()).trim()));
  expect(rows.slice(0, 50).map((row) => Number(row["amount"]))).toEqual(first);
  expect(rows.slice(0, 50).map((row) => row["order_number"])).toEqual((await readColumn(page, "Order")).map((text) => text.replaceAll(",", "")));

  await page.getByText("Saved views", { exact: false }).first().click();
  await page.getByLabel("Save this view as").fill(VIEW);
  await page.getByRole("checkbox", { name: "Share with everyone" }).check();
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  const admin = await openAs(browser, "Admin");
  await admin.goto("/analytics/explorer");
  await admin.getByText("Saved views", { exact: false }).first().click();
  await expect(admin.getByRole("list", { name: "Shared by colleagues" })).toContainText(/Marta|Manager|\w+/);
  await admin.getByRole("link", { name: VIEW }).click();
  await expect(h1(admin)).toHaveText("Payments");
  expect((await readColumn(admin, "Amount")).map(toNumber)).toEqual(first);

  const staff = await openAs(browser, "Staff");
  await staff.goto("/analytics/explorer");
  await expect(staff.locator(".table-list")).not.toContainText("Payments");
  await staff.getByText("Saved views", { exact: false }).first().click();
  await staff.getByRole("link", { name: VIEW }).click();
  await expect(staff.getByText("Payments are for managers and admins.")).toBeVisible();
  expect(staff.url()).not.toContain("amount");
  expect((await staff.request.get("/analytics/explorer.csv?table=payments")).status()).toBe(403);

  await page.getByRole("list", { name: "Yours" }).getByText("shared").click();
  await page.getByRole("button", { name: `Delete ${VIEW}` }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("It is back.")).toBeVisible();
  await page.getByRole("list", { name: "Yours" }).getByText("shared").click();
  await page.getByRole("button", { name: `Delete ${VIEW}` }).click();
  await expect(page.getByText(`Deleted “${VIEW}”.`)).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a buyer searches, filters and saves a view", async ({ page }) => {
    await signIn(page, "Buyer");
    await page.goto("/analytics/explorer?table=albums");
    await page.getByLabel("Title, artist, catalogue number or barcode").fill("blue");
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await expect(page.getByRole("link", { name: /^Search “blue”/ })).toBeVisible();
    for (const title of await page.locator("main table tbody tr").allInnerTexts()) expect(title.toLowerCase()).toContain("blue");
    await page.getByLabel("Filter by").selectOption({ label: "Year" });
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByRole("combobox", { name: "Year" }).selectOption("lt");
    await page.getByRole("textbox", { name: "Value" }).fill("1960");
    await page.getByRole("button", { name: "Add filter" }).click();
    await expect(page.getByRole("link", { name: /^Year under 1960/ })).toBeVisible();
    for (const year of await readColumn(page, "Year")) expect(Number(year)).toBeLessThan(1960);
    await page.getByText("Saved views", { exact: false }).first().click();
    await page.getByLabel("Save this view as").fill(EARLY);
    await page.getByRole("button", { name: "Save view" }).click();
    await page.goto("/analytics/explorer?table=albums");
    await page.getByText(/^Saved views \(/).click();
    await page.getByRole("link", { name: EARLY }).click();
    await expect(page.getByRole("link", { name: /^Year under 1960/ })).toBeVisible();
  });
});
