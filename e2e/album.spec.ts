import { expect, test } from "@playwright/test";
import { signIn } from "./people.ts";

/* From a search to a record, on to an order with it and back, with a note on a day on the way. */

for (const [name, viewport] of Object.entries({ desk: { width: 1440, height: 900 }, telephone: { width: 390, height: 844 } })) {
  test(`on a ${name}: find a record, see what it sold, open an order with it and come back`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await signIn(page, "Manager");
    await page.goto("/find?q=blue");
    await page.getByRole("link", { name: /^Show all \d+ records$/ }).click();
    await expect(page).toHaveURL(/kind=album/);
    const record = page.locator("main a[href^='/albums/']").first();
    const title = (await record.textContent()) ?? "";
    await record.click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await page.getByRole("link", { name: "365 days" }).click();
    await expect(page.getByRole("link", { name: "365 days" })).toHaveAttribute("aria-current", "true");

    // A figure and the rows behind it are the same number.
    const sold = page.getByRole("link", { name: /^Copies sold: \d+, show the rows$/ });
    const copies = /\d+/.exec((await sold.getAttribute("aria-label")) ?? "")?.[0] ?? "";
    await sold.click();
    await expect(page.locator(".band .figure")).toHaveText(copies);
    await page.getByRole("link", { name: title }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();

    // An order with it, and from its line back to the record.
    const order = page.getByRole("table", { name: "Orders with this record, newest first" }).getByRole("link").first();
    const number = (await order.textContent()) ?? "";
    await order.click();
    await expect(page.getByRole("heading", { level: 1, name: number })).toBeVisible();
    await page.getByRole("table", { name: "Lines of the order" }).getByRole("link", { name: title }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  });
}

test("a note is put on a day, changed, removed and taken back without leaving the page", async ({ page }) => {
  await signIn(page, "Staff");
  await page.goto("/find?q=blue");
  await page.locator("main a[href^='/albums/']").first().click();
  const notes = page.getByRole("region", { name: "Notes on days" });
  const words = `Two bands in the yard ${crypto.randomUUID().slice(0, 8)}`;
  await notes.getByText("Add a note to a day").click();
  const form = notes.locator("form[data-kind='add']");
  await form.getByLabel("What happened").fill(words);
  await form.getByRole("button", { name: "Add the note" }).click();
  const line = notes.getByRole("listitem").filter({ hasText: words });
  await expect(line).toBeVisible();
  await line.locator("summary").click();
  await line.getByLabel("What happened").fill(`${words}, three`);
  await line.getByRole("button", { name: "Keep the change" }).click();
  await expect(notes.getByText(`${words}, three`, { exact: true })).toBeVisible();
  await line.locator("summary").click();
  await line.getByRole("button", { name: "Remove the note" }).click();
  await expect(line).toHaveCount(0);
  await notes.getByRole("button", { name: "Undo" }).click();
  await expect(line).toBeVisible();
  await line.locator("summary").click();
  await line.getByRole("button", { name: "Remove the note" }).click();
  await expect(line).toHaveCount(0);
});

test("an address without a record says so", async ({ page }) => {
  await signIn(page, "Buyer");
  for (const path of ["/albums/01900000-0000-7000-8000-000000000000", "/albums/blue-train"]) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: "There is nothing here" })).toBeVisible();
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a note is added, refused with its words kept, and removed", async ({ page }) => {
    await signIn(page, "Marketing");
    await page.goto("/find?q=blue");
    await page.locator("main a[href^='/albums/']").first().click();
    const address = page.url();
    const words = `No script ${crypto.randomUUID().slice(0, 8)}`;
    const notes = page.getByRole("region", { name: "Notes on days" });
    await notes.getByText("Add a note to a day").click();
    await notes.locator("form[data-kind='add']").getByLabel("What happened").fill(words);
    await notes.getByRole("button", { name: "Add the note" }).click();
    await expect(page).toHaveURL(address);
    const line = notes.getByRole("listitem").filter({ hasText: words });
    await line.locator("summary").click();
    await line.getByLabel("What happened").fill(" ");
    await line.getByRole("button", { name: "Keep the change" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "The note was not changed." })).toBeVisible();
    await expect(page.getByRole("alert")).toContainText("Say what happened.");
    await page.getByRole("link", { name: "Back to the page you came from" }).click();
    await expect(page).toHaveURL(address);
    await line.locator("summary").click();
    await line.getByRole("button", { name: "Remove the note" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "The note was removed" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  });
});
