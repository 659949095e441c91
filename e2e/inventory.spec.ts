import { expect, type Page, test } from "@playwright/test";
import { openAs, signIn } from "./people.ts";

/* A buyer's morning: find a record, receive a box, correct a count, reprice; and every movement is in the ledger. */

/** The rows of the ledger on the page of a record, newest first: what, how many, who. */
async function readLedger(page: Page): Promise<string[]> {
  const rows = page.getByRole("table", { name: "Stock movements" }).locator("tbody tr");
  await expect(rows.first()).toBeVisible();
  return (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
}

/** Copies on hand as the sleeve says it. */
const onHand = async (page: Page): Promise<number> => Number((await page.locator(".sleeve .figure").innerText()).replace(/[^\d−-]/g, "").replace("−", "-"));

/** Types into the shelf's search field and waits for the list to follow. */
async function find(page: Page, text: string): Promise<void> {
  await page.goto("/inventory");
  const field = page.getByLabel("Title, artist, catalogue number or barcode");
  await expect(field).toBeFocused();
  await field.fill(text);
  await field.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("q") === text);
}

/** A record of this test's own: with a barcode, a number and a price. */
async function addRecord(page: Page, record: { title: string; barcode: string; number: string }): Promise<void> {
  await find(page, record.barcode);
  await page.getByRole("link", { name: "Add it as a new record" }).click();
  await expect(page.getByLabel("Barcode", { exact: true })).toHaveValue(record.barcode);
  await page.getByLabel("Title", { exact: true }).fill(record.title);
  await page.getByLabel("Artist", { exact: true }).fill("Chloë “Ünder” Test");
  await page.getByLabel("Catalogue number", { exact: true }).fill(record.number);
  await page.getByLabel(/^Price/).fill("24,50");
  await page.getByRole("button", { name: "Add the record" }).click();
  await expect(page.getByText("The record is there.")).toBeVisible();
}

for (const [device, viewport] of [["at the desk", { width: 1280, height: 900 }], ["with one thumb", { width: 390, height: 844 }]] as const) {
  test(`a buyer's morning ${device}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize(viewport);
    await signIn(page, "Buyer");
    const tag = String(viewport.width);
    const first = { title: `Morning One ${tag}`, barcode: `4006408${tag.padStart(6, "0")}`, number: `TST ${tag}-01` };
    const second = { title: `Morning Two ${tag}`, barcode: `4006409${tag.padStart(6, "0")}`, number: `TST ${tag}-02` };
    await addRecord(page, first);
    await addRecord(page, second);

    // The same record is not made twice without a word.
    await page.goto(`/inventory/new?title=${encodeURIComponent(first.title.toUpperCase())}`);
    await page.getByLabel("Artist", { exact: true }).fill("chloe under test".replace("under", "“ünder”"));
    await page.getByRole("button", { name: "Add the record" }).click();
    await expect(page.getByText("This one is there already")).toBeVisible();

    // Receive a box by scanner: fast scans, one typed number, a step up, a cost.
    await page.goto("/inventory/receive");
    const scan = page.getByLabel("Title, artist, catalogue number or barcode");
    await expect(scan).toBeFocused();
    for (const text of [first.barcode, first.barcode, second.number.replace(/[ -]/g, "").toLowerCase(), first.barcode]) {
      await scan.fill(text);
      await scan.press("Enter");
    }
    await expect(page.getByLabel(`Copies of ${first.title}`)).toHaveValue("3");
    await page.getByRole("button", { name: `One more of ${second.title}` }).click();
    await page.getByRole("listitem").filter({ hasText: first.title }).getByLabel("Cost").fill("11,20");
    await page.reload();
    await expect(page.getByRole("button", { name: "Receive 5 records" })).toBeVisible();
    await page.getByRole("button", { name: "Receive 5 records" }).dblclick();
    await expect(page.getByText("5 records received")).toBeVisible();

    // Find it by catalogue number, then correct the count.
    await find(page, first.number.toLowerCase().replace(" ", ""));
    await page.getByRole("link", { name: first.title }).click();
    await expect(page.getByRole("heading", { level: 1, name: first.title })).toBeVisible();
    expect(await onHand(page)).toBe(3);
    await page.getByLabel("How many are there?").fill("2");
    await page.getByLabel("Note").fill("Shelf check");
    await page.getByRole("button", { name: "Save the count" }).dblclick();
    await expect(page.getByText("The books said 3, so 1 copy was taken off.")).toBeVisible();
    expect(await onHand(page)).toBe(2);

    // Reprice, take one back, and take one off by mistake and undo it.
    await page.getByRole("link", { name: "Reprice" }).click();
    await page.getByLabel(/^Price/).fill("26.90");
    await page.getByRole("button", { name: "Save the price" }).click();
    await expect(page.getByText("The price is saved.")).toBeVisible();
    await expect(page.getByText("26.90")).toBeVisible();
    await page.getByRole("link", { name: "Return", exact: true }).click();
    await page.getByLabel("Why").fill("Unwanted");
    await page.getByRole("button", { name: "Take it back" }).click();
    await expect(page.getByText("1 copy came back")).toBeVisible();
    await page.getByRole("link", { name: "Adjust" }).click();
    await page.getByLabel("Why").fill("Damaged");
    await page.getByRole("button", { name: "Take off the shelf" }).click();
    await expect(page.getByText("1 copy taken off")).toBeVisible();
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("status").getByText("Undone")).toBeVisible();

    expect(await onHand(page)).toBe(3);
    const ledger = await readLedger(page);
    expect(ledger.map((row) => /^(Received|Corrected|Came back|Taken back)/.exec(row)?.[0])).toEqual(["Taken back", "Corrected", "Came back", "Corrected", "Received"]);
    expect(ledger[1]).toContain("undone by");
    for (const [at, why] of ["Undone: Damaged", "Damaged", "Unwanted", "Shelf check", "Delivery"].entries()) expect(ledger[at]).toContain(why);
    // No page of the morning scrolls sideways.
    for (const path of [page.url(), "/inventory", "/inventory/receive", "/inventory/new", "/inventory/suppliers"]) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(viewport.width);
    }
  });
}

test("a count that somebody overtook says both numbers and keeps what was typed", async ({ browser }) => {
  test.setTimeout(120_000);
  const buyer = await openAs(browser, "Buyer");
  const manager = await openAs(browser, "Manager");
  await addRecord(buyer, { title: "Overtaken", barcode: "4006407000001", number: "OVT-1" });
  await buyer.getByRole("link", { name: "Count" }).click();
  await expect(buyer.getByLabel("How many are there?")).toBeVisible();
  await manager.goto(buyer.url());
  await manager.getByLabel("How many are there?").fill("4");
  await manager.getByRole("button", { name: "Save the count" }).click();
  await expect(manager.getByText("Counted: 4")).toBeVisible();
  await buyer.getByLabel("How many are there?").fill("3");
  await buyer.getByLabel("Note").fill("By the window");
  await buyer.getByRole("button", { name: "Save the count" }).click();
  await expect(buyer.getByRole("alert")).toContainText("said 0 copies when you began and say 4 copies now");
  await expect(buyer.getByLabel("How many are there?")).toHaveValue("3");
  await expect(buyer.getByLabel("Note")).toHaveValue("By the window");
  await buyer.getByRole("button", { name: "Save the count" }).click();
  await expect(buyer.getByText("The books said 4, so 1 copy was taken off.")).toBeVisible();
});

test("staff look up the shelf and may change nothing; the file holds what the list shows", async ({ page }) => {
  await signIn(page, "Staff");
  await find(page, "blue");
  await expect(page.locator(".shelf-rows td.first")).not.toHaveCount(50);
  const titles = await page.locator(".shelf-rows td.first b").allInnerTexts();
  expect(titles.length).toBeGreaterThan(0);
  await expect(page.getByRole("link", { name: "Receive a box" })).toHaveCount(0);
  const file = await page.request.get(`/inventory.csv?q=blue`);
  expect(file.headers()["content-type"]).toContain("text/csv");
  const lines = (await file.text()).split("\r\n");
  expect(lines[0]).toContain("title,artist,catalogue_number");
  expect(lines.length - 2).toBe(titles.length);
  await page.locator(".shelf-rows td.first a").first().click();
  await expect(page.getByRole("heading", { name: "Movements" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Undo|Save the count/ })).toHaveCount(0);
  const refused = await page.request.post(page.url(), { form: { intent: "count", key: crypto.randomUUID(), shelf: new URL(page.url()).pathname.split("/").at(-1) ?? "", expected: "0", counted: "9" }, headers: { origin: new URL(page.url()).origin } });
  expect(refused.status()).toBe(403);
});

test("without a script a buyer still counts and receives", async ({ browser }) => {
  const buyer = await openAs(browser, "Buyer");
  await addRecord(buyer, { title: "Plain paper", barcode: "4006406000001", number: "PLN-1" });
  const state = await buyer.context().storageState();
  const plain = await (await browser.newContext({ storageState: state, javaScriptEnabled: false, viewport: { width: 390, height: 844 }, ...(process.env["MISTY_E2E_URL"] ? { baseURL: process.env["MISTY_E2E_URL"] } : {}) })).newPage();
  await plain.goto("/inventory/receive");
  await plain.getByLabel("Title, artist, catalogue number or barcode").fill("4006406000001");
  await plain.getByRole("button", { name: "Add", exact: true }).click();
  await plain.getByLabel("Copies of Plain paper").fill("6");
  await plain.getByRole("button", { name: /^Receive/ }).click();
  await expect(plain.getByText("6 records received")).toBeVisible();
  await plain.goto("/inventory?q=pln1");
  await plain.getByRole("link", { name: "Plain paper" }).click();
  await plain.getByLabel("How many are there?").fill("5");
  await plain.getByRole("button", { name: "Save the count" }).click();
  await expect(plain.getByText("The books said 6, so 1 copy was taken off.")).toBeVisible();
});
