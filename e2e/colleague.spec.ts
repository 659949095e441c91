import { expect, test } from "@playwright/test";
import { inviteDemoteAndShutOut } from "./colleague-journey.ts";
import { openAs } from "./people.ts";

test("a colleague is invited, joins with a second step, is demoted while a stream is open, and is shut out", async ({ browser }) => {
  test.setTimeout(180_000);
  await inviteDemoteAndShutOut(browser, await openAs(browser, "Admin"), { here: "", there: "" });
});

test("who forgot the password is told the same, known or not", async ({ page }) => {
  const answers = new Set<string>();
  for (const email of ["admin@misty.demo", `nobody-${crypto.randomUUID()}@example.test`]) {
    await page.goto("/login");
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Forgot your password" })).toBeVisible();
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Look into your mail" })).toBeVisible();
    answers.add(await page.locator("main").innerText());
  }
  expect(answers.size).toBe(1);
});
