import { expect, type Page, test } from "@playwright/test";
import axe from "axe-core";
import { signIn } from "./people.ts";

/* What must hold on every page: nothing to scroll sideways on a telephone, accessible in light and dark, no script or style refused. */

const PAGES = ["/", "/?p=365&against=year", "/orders", "/rows/revenue", "/rows/refunds", "/find?q=blue", "/find?q=blue&kind=album", "/annotations", "/analytics/sales", "/analytics/customers", "/analytics/inventory", "/analytics/catalogue", "/analytics/reviews", "/analytics/payments", "/analytics/explorer", "/analytics/explorer?table=albums&q=blue&add=title", "/inventory", "/inventory/receive", "/inventory/new", "/inventory/suppliers", "/imports", "/knowledge", "/knowledge?of=jazz", "/knowledge/documents", "/knowledge/queues", "/knowledge/queues?q=feedback", "/knowledge/queues?q=stale", "/knowledge/queues?q=contradictions", "/assistant", "/activity", "/outbox", "/account", "/no-such-page"];

/** Pages that only admins may open. */
const ADMIN_PAGES = ["/admin/users", "/admin/ai", "/admin/ai?p=365&b1=table", "/admin/ai/runs", "/admin/ai/budgets", "/admin/settings", "/admin/system"];

/** Collects what the browser complains about: refused scripts and styles, failed requests, errors in scripts. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A page that is not there answers 404, and the browser says so.
    if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
}

async function anOrder(page: Page): Promise<string> {
  await page.goto("/orders");
  const href = await page.locator("main a[href^='/orders/']").first().getAttribute("href");
  return href ?? "/orders";
}

async function aRecord(page: Page): Promise<string> {
  await page.goto("/find?q=blue");
  const href = await page.locator("main a[href^='/albums/']").first().getAttribute("href");
  return href ?? "/find?q=blue";
}

async function aDocument(page: Page): Promise<string> {
  await page.goto("/knowledge/documents");
  const href = await page.locator("main a[href^='/knowledge/documents/']").first().getAttribute("href");
  return `${href ?? "/knowledge/documents"}?start=300&end=420`;
}

/** Goes on as somebody else. */
async function changePerson(page: Page, role: "Admin"): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, role);
}

/** Waits until late parts are in and nothing moves any more. */
async function settle(page: Page): Promise<void> {
  await expect(page.locator("h1").first()).toBeVisible();
  await page.waitForTimeout(300);
}

async function violations(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  return page.evaluate(async () => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    return (await here.run()).violations.map((violation) => `${violation.id}: ${violation.help}: ${violation.nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`).join(" | ")}`);
  });
}

test("every page runs nothing that is refused, fits a telephone, and axe finds nothing in it, light and dark", async ({ page }) => {
  test.setTimeout(480_000);
  const found: string[] = [];
  const complaints = listen(page);
  const check = async (path: string) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    const response = await page.goto(path);
    expect(response?.headers()["content-security-policy"], path).toMatch(/script-src 'self' 'nonce-[^']+';/);
    await settle(page);
    found.push(...complaints.splice(0).map((complaint) => `${path} ${complaint}`));
    await page.evaluate(axe.source);
    for (const colorScheme of ["light", "dark"] as const) found.push(...(await violations(page, colorScheme)).map((violation) => `${path} ${colorScheme} ${violation}`));
    // Loaded at this width, not shrunk to it: some parts are measured once.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await settle(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 390) found.push(`${path} is ${width} px wide at 390`);
    found.push(...complaints.splice(0).map((complaint) => `${path} at 390 ${complaint}`));
  };
  await check("/login");
  await signIn(page, "Manager");
  for (const path of [...PAGES, await anOrder(page), await aRecord(page), await aDocument(page)]) await check(path);
  await changePerson(page, "Admin");
  for (const path of ADMIN_PAGES) await check(path);
  expect(found).toEqual([]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person signs in, reads the dashboard, changes the period and opens an order", async ({ page }) => {
    await signIn(page, "Manager");
    await expect(page.getByRole("link", { name: /^Revenue: €[\d,.]+, show the rows$/ })).toBeVisible();
    await page.getByRole("link", { name: "90 days" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The last 90 days");
    await expect(page.getByRole("table", { name: /Top albums/ })).toBeVisible();
    await page.getByRole("link", { name: /^Orders: .*show the rows$/ }).click();
    await page.locator("main a[href^='/orders/']").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/\d/);
  });
});
