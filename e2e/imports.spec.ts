import { expect, test } from "@playwright/test";
import { openAs, signIn } from "./people.ts";

/* A buyer brings a file nobody knows, says which column is which, sees what is wrong, and takes it in; a manager takes it back. */

const FILE = [
  "Rechnungsnr;Rechnungsdatum;Kundennummer;Artikel;Menge;Betrag;Waehrung",
  "R-1;03.01.2026;K-7;Blue Train;1;24,90;EUR",
  "R-2;14.02.2026;K-8;Kind of Blue;2;49,80;EUR",
  "R-3;31.02.2026;K-7;Moanin';1;22,00;EUR",
  "R-4;15.03.2026;K-9;Maiden Voyage;0;19,00;EUR",
].join("\r\n");

test("a buyer maps and imports an unknown file, and a manager takes it back", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signIn(page, "Buyer");
  await page.goto("/imports");

  await page.getByLabel("File", { exact: true }).setInputFiles({ name: "kasse.csv", mimeType: "text/csv", buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]) });
  await page.getByRole("button", { name: "Upload and look at it" }).click();
  await expect(page.getByRole("alert")).toContainText("kasse.csv is a ZIP archive");

  await page.getByLabel("File", { exact: true }).setInputFiles({ name: "kasse.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });
  await page.getByRole("button", { name: "Upload and look at it" }).click();
  await expect(page).toHaveURL(/\/imports\/files\//);
  await expect(page.getByLabel("Date", { exact: true })).toHaveValue("2");
  await expect(page.getByLabel("Dates are written")).toHaveValue("dd.mm.yyyy");
  await expect(page.getByLabel("Amount charged")).toHaveValue("6");
  await expect(page.getByLabel("Customer")).toHaveValue("3");
  await expect(page.getByText("2 cannot be read")).toBeVisible();

  // A wrong choice is told beside its field and costs nothing that was entered.
  await page.getByLabel("Name of the source").fill("Kasse 1!");
  await page.getByRole("button", { name: "Check the whole file" }).click();
  await expect(page.getByText("Enter a short name of small letters")).toBeVisible();
  await page.getByLabel("Name of the source").fill("kasse-1");
  await page.getByRole("button", { name: "Check the whole file" }).click();
  await expect(page.getByText("2 new rows, 0 known already, 2 refused")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("row 4, Rechnungsdatum")).toBeVisible();
  await expect(page.getByText("row 5, Menge")).toBeVisible();

  await page.getByRole("button", { name: "Import the file" }).click();
  await page.getByRole("link", { name: "See the import" }).click({ timeout: 60_000 });
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "kasse.csv" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Take the whole import back" })).toHaveCount(0);
  const batch = page.url();

  const desk = await openAs(browser, "Manager");
  await desk.goto(batch);
  await desk.getByRole("button", { name: "Take the whole import back" }).click();
  await expect(desk.getByText("2 orders, 2 customers and 0 records went away.")).toBeVisible({ timeout: 60_000 });
  await expect(desk.getByText("Nothing had to stay.")).toBeVisible();
  await desk.goto("/imports");
  await expect(desk.getByRole("row", { name: /kasse\.csv/ }).first()).toContainText("Taken back");
  await desk.context().close();
});
