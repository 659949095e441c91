import { expect, type Page, test } from "@playwright/test";
import { openAs, readTiles, signIn } from "./people.ts";

/* A buyer brings a file nobody knows, says which column is which, sees what is wrong, and takes it in; a manager takes it back. */

/** Hungarian, which no header is guessed by; two days and no cents, so that values tell nothing either. */
const HEAD = "Sorszám;Kelt;Szállítva;Vevőkód;Lemez;Darab;Fizetve";
const FILE = [
  "Lemezbolt, eladások",
  "",
  HEAD,
  "S-1;2026.03.03;2026.03.05;V-7;Blue Train;1;9960",
  "S-1;2026.03.03;2026.03.05;V-7;Giant Steps;1;8000",
  "S-2;2026.03.14;2026.03.15;V-8;Kind of Blue;2;19920",
  "S-3;2026.02.31;2026.03.03;V-7;Moanin';1;8800",
  "S-4;2026.03.15;2026.03.16;V-9;Maiden Voyage;0;7600",
].join("\r\n");

const bring = async (page: Page, name: string, content: string | Buffer) => {
  await page.goto("/imports");
  await page.getByLabel("File", { exact: true }).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await page.getByRole("button", { name: "Upload and look at it" }).click();
};

const choose = (page: Page, label: string, column: string) =>
  page.getByLabel(label, { exact: true }).selectOption({ label: column });

/** What March of 2026 says, as the dashboard and the tabs about customers, stock and records show it. */
async function readMarch(page: Page): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const path of ["/", "/analytics/sales", "/analytics/customers", "/analytics/inventory", "/analytics/catalogue"]) {
    await page.goto(`${path}?from=2026-03-01&to=2026-03-31`);
    found[path] = await readTiles(page);
  }
  return found;
}

test("a buyer maps and imports an unknown file of seven foreign columns, and a manager takes it back", async ({ page, browser }) => {
  test.setTimeout(300_000);
  const desk = await openAs(browser, "Manager");
  const before = await readMarch(desk);
  await signIn(page, "Buyer");

  await bring(page, "kassza.csv", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
  await expect(page.getByRole("alert")).toContainText("kassza.csv is a ZIP archive");

  await bring(page, "kassza.csv", FILE);
  await expect(page).toHaveURL(/\/imports\/files\//);
  await expect(page.getByLabel("The table begins in line")).toHaveValue("3");
  for (const label of ["Date", "Amount charged", "Customer", "Copies", "What was sold", "Order or receipt number"]) await expect(page.getByLabel(label, { exact: true })).toHaveValue("");

  await choose(page, "Date", "Kelt: 2026.03.03, 2026.03.14");
  await page.getByLabel("Dates are written").selectOption("yyyy.mm.dd");
  await choose(page, "Amount charged", "Fizetve: 9960, 8000");
  await choose(page, "Customer", "Vevőkód: V-7, V-8");
  await choose(page, "Copies", "Darab: 1, 2");
  await choose(page, "What was sold", "Lemez: Blue Train, Giant Steps");
  await choose(page, "Order or receipt number", "Sorszám: S-1, S-2");
  // What cannot be so is told beside its field and costs nothing that was entered.
  await page.getByLabel("Currency", { exact: true }).fill("HUF");
  await page.getByLabel("Name of the source").fill("Kassza 1!");
  await page.getByRole("button", { name: "Check the whole file" }).click();
  await expect(page.getByText("Enter a short name of small letters")).toBeVisible();
  await page.getByLabel("Name of the source").fill("kassza-1");
  await page.getByRole("button", { name: "Check the whole file" }).click();
  await expect(page.getByText(/^The shop counts in EUR\. Say what one HUF is worth\.$/)).toBeVisible();
  await expect(page.getByLabel("Order or receipt number")).toHaveValue("1");
  await page.getByLabel("What one of it is worth in EUR").fill("0.0025");
  await page.getByRole("button", { name: "Check the whole file" }).click();
  await expect(page.getByText("3 new rows, 0 known already, 2 refused")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("row 7, Kelt")).toBeVisible();
  await expect(page.getByText("row 8, Darab")).toBeVisible();
  expect(await readMarch(desk)).toEqual(before);

  await page.getByRole("button", { name: "Import the file" }).dblclick();
  await page.getByRole("link", { name: "See the import" }).click({ timeout: 60_000 });
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "kassza.csv" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Take the whole import back" })).toHaveCount(0);
  const batch = page.url();
  await page.getByRole("link", { name: "See its 2 orders" }).click();
  await expect(page.getByRole("heading", { name: "Orders of an import" })).toBeVisible();
  await page.getByRole("row", { name: /44\.90/ }).getByRole("link").click();
  await expect(page.getByText("Giant Steps")).toBeVisible();

  // What was said is offered the next time, although a column is new.
  await bring(page, "kassza2.csv", FILE.replaceAll("S-", "T-").split("\r\n").map((line, at) => (at < 2 ? line : `${line};${at === 2 ? "Pult" : "1"}`)).join("\r\n"));
  await expect(page.getByText("What was said for kassza.csv")).toContainText("New here: Pult.");
  await expect(page.getByLabel("Amount charged")).toHaveValue("7");

  const during = await readMarch(desk);
  for (const path of ["/", "/analytics/sales", "/analytics/customers"]) expect(during[path]).not.toEqual(before[path]);

  await desk.goto(batch);
  await desk.getByRole("button", { name: "Take the whole import back" }).click();
  await expect(desk.getByText("2 orders, 2 customers and 0 records went away.")).toBeVisible({ timeout: 60_000 });
  await expect(desk.getByText("Nothing had to stay.")).toBeVisible();
  expect(await readMarch(desk)).toEqual(before);
  await desk.goto("/imports");
  await expect(desk.getByRole("row", { name: /^kassza\.csv/ }).filter({ hasText: "Taken back" }).first()).toBeVisible();
  await desk.getByRole("button", { name: "Put away kassza2.csv" }).click();
  await expect(desk.getByRole("button", { name: "Put away kassza2.csv" })).toHaveCount(0);
  await desk.context().close();
});
