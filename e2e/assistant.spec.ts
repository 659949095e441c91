import { expect, type Locator, type Page, test } from "@playwright/test";
import axe from "axe-core";
import { openAs, signIn } from "./people.ts";

/* The assistant without any key: the built-in model answers from the demo shop, on a desk and on a telephone. */

const SIZES = { desk: { width: 1440, height: 900 }, telephone: { width: 390, height: 844 } } as const;

const lastTurn = (page: Page): Locator => page.getByRole("article").last();
const field = (page: Page): Locator => page.getByRole("textbox", { name: "Your question" });

async function ask(page: Page, text: string): Promise<Locator> {
  const before = await page.getByRole("article").count();
  await field(page).fill(text);
  await field(page).press("Enter");
  await expect(page.getByRole("article")).toHaveCount(before + 1);
  return lastTurn(page);
}

async function finish(turn: Locator): Promise<void> {
  await expect(turn).not.toHaveAttribute("aria-busy", "true", { timeout: 30_000 });
  await expect(turn.getByRole("button", { name: "Copy the answer" })).toBeVisible();
}

async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    return (await here.run()).violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`).join(" | ")}`);
  });
  expect(found, where).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${where} scrolls sideways`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}

/** Holds questions back, so that there is something to stop. Returns the way to let them go. */
async function holdQuestions(page: Page): Promise<() => Promise<void>> {
  const address = "**/api/agents/analyst";
  await page.route(address, () => {});
  return () => page.unroute(address);
}

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`on a ${name}: ask, watch the steps, open a figure, follow up, stop, reload and go on`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize(viewport);
    await signIn(page, "Manager");
    await page.goto("/assistant");
    await expect(page.getByText(/built-in/i).first()).toBeVisible();
    await expect(page.locator(".starters button").first()).toBeVisible();
    await expectAccessible(page, "the empty conversation");

    const first = await ask(page, "What was our revenue last month?");
    await finish(first);
    await expect(page).toHaveURL(/\/assistant\?c=[0-9a-f-]{36}$/);
    await expect(first.locator(".steps summary")).toHaveText(/^Looked in \d+ place/);
    await expect(first.locator(".steps li").first()).toContainText(/done/);
    await expect(first.locator(".answer-block").first()).toContainText(/€[\d,]+\.\d\d/);

    const figure = first.locator("button.n.ok").first();
    await expect(figure).toContainText("€");
    await figure.click();
    const evidence = viewport.width > 1000 ? page.getByRole("complementary", { name: /comes from/ }) : page.getByRole("dialog", { name: /comes from/ });
    await expect(evidence).toContainText("Ran");
    await expect(evidence.locator("pre").first()).toContainText(/select/i);
    await expect(evidence.locator("tr.meant").first()).toBeVisible();
    await expectAccessible(page, "the evidence");
    await page.keyboard.press("Escape");
    await expect(evidence).toBeHidden();
    await expect(figure).toBeFocused();

    const second = await ask(page, "and by genre?");
    await finish(second);
    const block = second.locator(".answer-block").filter({ hasText: /genre/i }).first();
    await expect(block.locator("svg rect").first()).toBeVisible();
    await block.getByRole("button", { name: /^Table/ }).click();
    await expect(block.getByRole("row").nth(1)).toContainText(/[\d,]+\.\d\d/);
    await expectAccessible(page, "two answers");

    const release = await holdQuestions(page);
    const third = await ask(page, "Which records are running out?");
    await expect(third).toHaveAttribute("aria-busy", "true");
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(third).toContainText("Stopped.");
    await release();
    await third.getByRole("button", { name: "Answer it again" }).click();
    await finish(third);

    await page.reload();
    await expect(page.getByRole("article")).toHaveCount(3);
    await expect(page.getByRole("heading", { level: 2, name: "and by genre?" })).toBeVisible();
    await expect(lastTurn(page).locator(".steps li").first()).toBeHidden();
    await finish(await ask(page, "What were the ten best sellers of the last 30 days?"));
    await expectAccessible(page, "the conversation after a reload");
  });

  test(`on a ${name}: the panel knows the page, stays with the person and becomes a page`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await signIn(page, "Buyer");
    await page.goto("/orders");
    if (viewport.width > 1000) await page.getByRole("link", { name: /^Ask about this page/ }).click();
    else await page.getByRole("navigation", { name: "Counter" }).getByRole("link", { name: "Ask" }).click();
    const panel = page.getByRole("complementary", { name: "Assistant", exact: true });
    await expect(field(page)).toBeFocused();
    await expect(panel.getByText(/^Orders/)).toBeVisible();
    const sent = page.waitForRequest("**/api/agents/analyst");
    const turn = await ask(page, "How many orders did we have last month?");
    expect((await sent).postDataJSON()).toMatchObject({ page: { path: "/orders" } });
    await finish(turn);
    await expectAccessible(page, "the panel");
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    await page.keyboard.press("Control+j");
    await expect(panel.getByRole("heading", { name: "How many orders did we have last month?" })).toBeVisible();
    await panel.getByRole("link", { name: /Open as a page/ }).click();
    await expect(page).toHaveURL(/\/assistant\?c=/);
    await expect(page.getByRole("article")).toHaveCount(1);
    await expect(panel).toBeHidden();
  });
}

test("a conversation is renamed, deleted and taken back; another person never sees it", async ({ page, browser }) => {
  await signIn(page, "Marketing");
  await page.goto("/assistant");
  await finish(await ask(page, "How are we doing this month?"));
  const list = page.getByRole("navigation", { name: "Conversations" });
  const title = `State of the month ${crypto.randomUUID().slice(0, 8)}`;
  await list.getByRole("button", { name: /^Rename How are we doing/ }).first().click();
  await list.getByLabel("New title").fill(title);
  await list.getByLabel("New title").press("Enter");
  await expect(list.getByRole("link", { name: title })).toBeVisible();
  const address = page.url();
  await list.getByRole("button", { name: `Delete ${title}` }).click();
  await expect(list.getByRole("link", { name: title })).toHaveCount(0);
  await expect(page).toHaveURL(/\/assistant$/);
  await list.getByRole("button", { name: "Undo" }).click();
  await expect(list.getByRole("link", { name: title })).toBeVisible();

  const other = await openAs(browser, "Manager");
  await other.goto(address);
  await expect(other.getByText("This conversation is not there any more")).toBeVisible();
  await expect(other.getByRole("article")).toHaveCount(0);
  await expect(other.getByText(title)).toHaveCount(0);
});

test("two tabs of one conversation show the same and mix nothing", async ({ page, context }) => {
  await signIn(page, "Staff");
  await page.goto("/assistant");
  await finish(await ask(page, "What were the ten best sellers of the last 30 days?"));
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("article")).toHaveCount(1);
  await finish(await ask(other, "and in the last 90 days?"));
  await expect(page.getByRole("article")).toHaveCount(2);
  await expect(page.getByRole("heading", { level: 2, name: "and in the last 90 days?" })).toBeVisible();
  await finish(lastTurn(page));
});

test("a session that has ended says so and offers the sign-in", async ({ page, context }) => {
  await signIn(page, "Staff");
  await page.goto("/assistant");
  await expect(page.locator(".starters button").first()).toBeVisible();
  await context.clearCookies();
  const turn = await ask(page, "How are we doing this month?");
  await expect(turn.getByRole("alert")).toContainText("Your session has ended");
  await turn.getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/login\?redirectTo=%2Fassistant/);
});

test("who signs in next at the same desk sees nothing of the one before", async ({ page }) => {
  await signIn(page, "Staff");
  await page.getByRole("link", { name: /^Ask about this page/ }).click();
  await finish(await ask(page, "How are we doing this month?"));
  await page.getByRole("button", { name: /sign out/i }).first().click();
  await page.getByRole("button", { name: "Admin" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "The last 30 days" })).toBeVisible();
  if ((await field(page).count()) === 0) await page.keyboard.press("Control+j");
  await expect(page.locator(".starters button").first()).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the assistant's page says that it needs it, and leads to what works", async ({ page }) => {
    await signIn(page, "Manager");
    await page.goto("/");
    await page.getByRole("link", { name: /^Ask about this page/ }).click();
    await expect(page.getByRole("heading", { name: "The assistant needs JavaScript" })).toBeVisible();
    await page.getByRole("link", { name: "All orders, with filters" }).click();
    await expect(page).toHaveURL(/\/orders$/);
  });
});
