import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./people.ts";

/* What the documents leave open, and bringing documents without a script. */

async function ask(page: Page, text: string): Promise<void> {
  await page.goto("/knowledge");
  const field = page.getByRole("textbox", { name: "Your question" });
  await field.fill(text);
  await field.press("Enter");
  await expect(page.getByRole("button", { name: "Copy the answer" })).toBeVisible({ timeout: 30_000 });
}

test("a question is put aside by its note, said, undone by keyboard, and asked again", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "Manager");
  const question = "How many llamas graze behind the warehouse?";
  await ask(page, question);
  await page.goto("/knowledge/queues");
  const row = page.getByRole("listitem").filter({ hasText: question });
  await row.getByText("Not ours").click();
  await row.getByRole("textbox").fill("Ask Bo first");
  await row.getByRole("textbox").press("Enter");
  const done = page.getByRole("status").filter({ hasText: "is put aside as not ours to answer." });
  await expect(done).toBeFocused();
  await expect(page.getByRole("listitem").filter({ hasText: question })).toHaveCount(0);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("waits again.")).toBeVisible();
  await expect(row).toBeVisible();
  // What was said once is not said again.
  await page.reload();
  await expect(row).toBeVisible();
  await expect(page.getByText("waits again.")).toHaveCount(0);
  await row.getByRole("link", { name: "Ask it again" }).click();
  await expect(page.getByRole("textbox", { name: "Your question" })).toHaveValue(question);
});

test("feedback is settled with a note and comes back when that is undone", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "Manager");
  const question = "Can a customer bring back a box set they have opened?";
  await ask(page, question);
  await page.getByRole("button", { name: "No, because" }).click();
  await page.getByLabel("Out of date").check();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("The managers see it.")).toBeVisible();
  await page.goto("/knowledge/queues?q=feedback");
  const row = page.getByRole("listitem").filter({ hasText: question }).first();
  await row.getByText("Corrected").click();
  await row.getByRole("textbox").fill("Written anew");
  await row.getByRole("button", { name: "Settle it" }).click();
  await expect(page.getByText(/is seen to\./)).toBeVisible();
  await page.getByRole("link", { name: "Seen to" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Written anew" })).toContainText(question);
  await page.getByRole("listitem").filter({ hasText: "Written anew" }).getByRole("button", { name: /^Open it again/ }).click();
  await expect(page.getByText(/waits again\./)).toBeVisible();
});

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("a document is brought, refused with what was entered kept, and deleted", async ({ page }) => {
    test.setTimeout(120_000);
    await signIn(page, "Manager");
    await page.goto("/knowledge/documents?write=Where+is+the+ladder%3F#a2");
    await expect(page.getByText("Where is the ladder?")).toBeVisible();
    const bring = async (name: string, text: string) => {
      await page.getByLabel("Drop files here, or choose them").setInputFiles({ name, mimeType: "text/markdown", buffer: Buffer.from(text) });
      await page.getByLabel("Owner").fill("Kim");
      await page.getByRole("button", { name: "Bring them in" }).click();
    };
    await bring("ladder.md", "# The ladder\n\nThe ladder hangs behind the listening booth.\n");
    await expect(page.getByText("1 document came in and is being read.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Ask it again" })).toBeVisible();
    await bring("empty.md", "");
    await expect(page.getByRole("alert")).toContainText("The file is empty.");
    await expect(page.getByLabel("Owner")).toHaveValue("Kim");
    await page.getByRole("link", { name: /^(The ladder|Ladder)$/ }).click();
    await page.getByText("Delete it", { exact: true }).click();
    await page.getByRole("button", { name: "Delete the document" }).click();
    await expect(page.getByText("The document is gone")).toBeVisible();
  });
});
