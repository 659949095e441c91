import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { signIn } from "./people.ts";

/* The shop's documents without any key: asked, cited to the passage, brought, deleted, and what they leave open. */

const field = (page: Page): Locator => page.getByRole("textbox", { name: "Your question" });

async function ask(page: Page, text: string): Promise<Locator> {
  await page.goto("/knowledge");
  await field(page).fill(text);
  await field(page).press("Enter");
  const turn = page.getByRole("article").filter({ has: page.getByRole("heading", { name: text }) });
  await expect(turn.getByRole("button", { name: "Copy the answer" })).toBeVisible({ timeout: 30_000 });
  return turn;
}

/** Brings a file and waits until its passages are there. */
async function bring(page: Page, file: { name: string; mimeType: string; buffer: Buffer } | string, title: string): Promise<void> {
  await page.goto("/knowledge/documents");
  await page.getByLabel("Drop files here, or choose them").setInputFiles(file);
  await page.getByRole("button", { name: "Bring them in" }).click();
  await expect(page.getByText("Came in, is being read")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("row").filter({ hasText: title }).getByRole("cell", { name: /^Ready/ })).toBeVisible({ timeout: 90_000 });
}

async function remove(page: Page, title: string): Promise<void> {
  await page.goto("/knowledge/documents");
  await page.getByRole("link", { name: title }).click();
  await page.getByText("Delete it", { exact: true }).click();
  await page.getByRole("button", { name: "Delete the document" }).click();
  await expect(page.getByText("The document is gone")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: title })).toHaveCount(0);
}

test("a starter question is answered, its number shows what it quotes, and the document opens with that passage marked", async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, "Staff");
  // A shop that has just started reads its documents first; questions about them are offered once they are there.
  await expect(async () => {
    await page.goto("/knowledge");
    await expect(page.locator(".starters button").first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
  await expect(page.getByText(/built-in offline model/i)).toBeVisible();
  await page.locator(".starters button").first().click();
  const turn = page.getByRole("article").first();
  const chip = turn.locator(".say a.cite").first();
  await expect(chip).toBeVisible({ timeout: 30_000 });
  await expect(page).toHaveURL(/\/knowledge\?c=[0-9a-f-]{36}$/);

  await chip.focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  const card = turn.locator(".cite-card:popover-open").first();
  await expect(card).toContainText(/reviewed|version/);
  const quote = ((await card.locator("q").textContent()) ?? "").replace(/\s+/g, " ").trim();
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();

  await chip.click();
  const marked = column(page).locator("mark.here");
  await expect(marked.first()).toBeInViewport();
  const words = (await marked.allTextContents()).join(" ").replace(/Cited as \d+: |^\d+/g, "").replace(/\s+/g, " ");
  expect(words).toContain(quote.slice(0, 30));

  // The same passage has an address of its own, which needs no script.
  const href = (await chip.getAttribute("href")) ?? "";
  await page.goto(href);
  await expect(page.locator("mark.here").first()).toBeInViewport();
  await expect(page.getByRole("button", { name: "Delete the document" })).toHaveCount(0);
  await page.getByRole("link", { name: "Back to the answer" }).click();
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("a brought document is indexed, asked and cited; deleted, it answers no more", async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, "Manager");
  const title = "Humidor for test pressings";
  const text = `# ${title}\n\nThe zebrawood humidor keeps test pressings at 47 % humidity. It is opened on Thursdays by the archivist alone.\n`;
  await bring(page, { name: "humidor.md", mimeType: "text/markdown", buffer: Buffer.from(text) }, title);
  const question = "At which humidity does the zebrawood humidor keep test pressings?";
  const turn = await ask(page, question);
  await expect(turn.locator(".say")).toContainText("47 %");
  await expect(turn.getByRole("region", { name: "Sources" })).toContainText(title);
  await turn.getByRole("button", { name: "No, because" }).click();
  await turn.getByLabel("Not complete").check();
  await turn.getByRole("button", { name: "Send" }).click();
  await expect(turn.getByText("The managers see it.")).toBeVisible();
  await page.goto("/knowledge/queues?q=feedback");
  await expect(page.getByRole("listitem").filter({ hasText: question }).first()).toContainText("Not complete");

  // The same file again is refused by name, and nothing else is lost.
  await page.goto("/knowledge/documents");
  await page.getByLabel("Drop files here, or choose them").setInputFiles([{ name: "again.md", mimeType: "text/markdown", buffer: Buffer.from(text) }]);
  await page.getByRole("button", { name: "Bring them in" }).click();
  await expect(page.getByRole("list", { name: "Files on their way" }).getByText(/is here already/)).toBeVisible();

  await remove(page, title);
  const after = await ask(page, question);
  await expect(after).not.toContainText("47 %");
  await expect(after.locator(".sources")).not.toContainText(title);
});

test("what the documents do not say is declined, waits in the queue, and is decided", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "Manager");
  const question = "What is the airspeed of an unladen swallow?";
  const turn = await ask(page, question);
  await expect(turn.locator(".say")).toContainText("That is not in our documents.");
  await expect(turn.getByText("The question was noted")).toBeVisible();
  await page.goto("/knowledge/queues");
  const row = page.getByRole("listitem").filter({ hasText: question });
  await row.getByText("Not ours").click();
  await row.getByRole("textbox").fill("Not a question for a record shop");
  await row.getByRole("button", { name: "Put it aside" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: question })).toHaveCount(0);
  await page.getByRole("link", { name: "Decided" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: question })).toContainText("Not a question for a record shop");
});

const column = (page: Page): Locator => page.getByRole("complementary", { name: "The cited document" });
const markdown = (name: string, text: string) => ({ name, mimeType: "text/markdown", buffer: Buffer.from(text) });
const markedWords = async (page: Page): Promise<string> => (await page.locator("mark.here").allTextContents()).join(" ").replace(/Cited as \d+: |^\d+/g, "").replace(/\s+/g, " ").trim();

/** Brings a newer file for the document of this page and waits until it is read. */
async function replace(page: Page, address: string, file: ReturnType<typeof markdown>, version: number): Promise<void> {
  await page.goto(address);
  await page.getByText("Replace it by a newer file").click();
  await page.getByLabel(/^Drop the newer file here/).setInputFiles(file);
  await page.getByRole("button", { name: "Replace it", exact: true }).click();
  await expect(page.locator(".doc-cover")).toContainText(`Version ${version}`, { timeout: 60_000 });
}

test("what an answer quotes is found by the keyboard, without a script, in a newer version, and not where it is gone", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, "Manager");
  const title = "Lathe room";
  const sentence = "The lathe room is aired every morning for twenty minutes.";
  const text = `# ${title}\n\n${sentence}\n\nNobody smokes there.\n`;
  await bring(page, markdown("lathe.md", text), title);
  const turn = await ask(page, "For how long is the lathe room aired every morning?");
  const chip = turn.locator(".say a.cite").first();
  const href = (await chip.getAttribute("href")) ?? "";

  // By the keyboard: Enter leads to the passage, Escape back to the number.
  await chip.focus();
  await page.keyboard.press("Enter");
  await expect(column(page).locator("mark.here").first()).toBeFocused();
  await expect(column(page).locator("mark.here").first()).toBeInViewport();
  await expect(chip).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("status").filter({ hasText: `${title} opened at the passage.` })).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(column(page)).toBeHidden();
  await expect(chip).toBeFocused();

  // Without a script the server has drawn all of it.
  const still = await (await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState(), baseURL: process.env["MISTY_E2E_URL"] ?? "", viewport: { width: 390, height: 844 } })).newPage();
  await still.goto(href);
  await expect(still.locator("mark.here").first()).toBeInViewport();
  expect(await markedWords(still)).toBe(sentence);
  await expect(still.getByText("Nobody smokes there.")).toBeVisible();
  expect(await still.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await still.getByRole("link", { name: "Back to the answer" }).click();
  await expect(still).toHaveURL(/\/knowledge\?c=/);
  await still.context().close();

  // A newer version that says it elsewhere, then one that does not say it.
  const address = href.replace(/[?#].*$/, "");
  await replace(page, address, markdown("lathe.md", text.replace(sentence, `Read this first: the key hangs by the till.\n\n${sentence}`)), 2);
  await page.goto(href);
  await expect(page.locator("mark.here").first()).toBeInViewport();
  expect(await markedWords(page)).toBe(sentence);
  await replace(page, address, markdown("lathe.md", text.replace("twenty minutes", "an hour")), 3);
  await page.goto(href);
  await expect(page.getByText("The answer quoted version 1. Version 3 does not say this any more.")).toBeVisible();
  await expect(page.locator("mark")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Back to the answer" })).toBeVisible();
  await remove(page, title);
});

test("a document that is removed while its answer stands there is told beside it, and on its own page", async ({ page }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, "Manager");
  const title = "Cellar key";
  await bring(page, markdown("cellar.md", `# ${title}\n\nThe cellar key hangs behind the portrait of the founder.\n`), title);
  const question = "Where does the cellar key hang?";
  const turn = await ask(page, question);
  const chip = turn.locator(".say a.cite").first();
  const href = (await chip.getAttribute("href")) ?? "";
  const other = await page.context().newPage();
  await remove(other, title);
  await other.close();
  await field(page).fill("And the other question");
  await chip.click();
  await expect(column(page)).toContainText("it was removed");
  await expect(column(page)).not.toContainText("behind the portrait of the founder");
  await expect(page.getByRole("heading", { name: question })).toBeVisible();
  await expect(field(page)).toHaveValue("And the other question");
  await page.goto(href);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await page.getByRole("link", { name: "Back to the answer" }).click();
  await expect(page.getByRole("heading", { name: question })).toBeVisible();
});

const pdfs = (): string[] => {
  const folder = process.env["DATA_SETS_DIR"];
  if (!folder) return [];
  const documents = join(folder, "documents");
  return readdirSync(documents, { recursive: true, encoding: "utf8" }).filter((name) => name.toLowerCase().endsWith(".pdf")).map((name) => join(documents, name));
};

test("a real PDF is drawn with its passage marked on the page", async ({ page }) => {
  test.setTimeout(240_000);
  const [file] = pdfs();
  test.skip(file === undefined, "DATA_SETS_DIR is not set, or holds no PDF");
  if (file === undefined) return;
  await signIn(page, "Manager");
  await page.goto("/knowledge/documents");
  await page.getByLabel("Drop files here, or choose them").setInputFiles(file);
  await page.getByRole("button", { name: "Bring them in" }).click();
  await expect(page.getByText("Came in, is being read")).toBeVisible({ timeout: 60_000 });
  const row = page.getByRole("row").filter({ hasText: "PDF" }).first();
  await expect(row.getByRole("cell", { name: /^Ready/ })).toBeVisible({ timeout: 120_000 });
  const title = (await row.getByRole("link").first().textContent()) ?? "";
  const address = (await row.getByRole("link").first().getAttribute("href")) ?? "";
  await page.goto(`${address}?start=40&end=160`);
  await expect(page.locator(".pdf-page .page-mark").first()).toBeVisible({ timeout: 60_000 });
  await remove(page, title);
});
