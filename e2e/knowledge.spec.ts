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
  const marked = page.getByRole("complementary", { name: "The cited document" }).locator("mark.here");
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
  await expect(page.getByRole("listitem").filter({ hasText: question })).toContainText("Not complete");

  // The same file again is refused by name, and nothing else is lost.
  await page.goto("/knowledge/documents");
  await page.getByLabel("Drop files here, or choose them").setInputFiles([{ name: "again.md", mimeType: "text/markdown", buffer: Buffer.from(text) }]);
  await page.getByRole("button", { name: "Bring them in" }).click();
  await expect(page.getByText(/is here already/)).toBeVisible();

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
  await row.getByRole("textbox").fill("Not a question for a record shop");
  await row.getByRole("button", { name: /^Not ours/ }).click();
  await expect(page.getByRole("listitem").filter({ hasText: question })).toHaveCount(0);
  await page.getByRole("link", { name: "Decided" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: question })).toContainText("Not a question for a record shop");
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
