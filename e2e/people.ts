import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";

export type Role = "Manager" | "Marketing" | "Buyer" | "Staff" | "Admin";

/** Signs in with the one click of the demo and ends on the dashboard. */
export async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto("/login");
  await page.getByRole("button", { name: role }).click();
  await expect(page.getByRole("heading", { level: 1, name: "The last 30 days" })).toBeVisible();
}

/** A browser of its own for one person, signed in. */
export async function openAs(browser: Browser, role: Role, options: BrowserContextOptions = {}): Promise<Page> {
  const baseURL = process.env["MISTY_E2E_URL"];
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await signIn(page, role);
  return page;
}

/** The figures of the dashboard as their links say them: "Revenue: €28,625.77". */
export async function readTiles(page: Page): Promise<string[]> {
  const links = page.getByRole("link", { name: /, show the rows$/ });
  await expect(links.first()).toBeVisible();
  const names = await links.evaluateAll((elements) => elements.map((element) => element.getAttribute("aria-label") ?? element.textContent ?? ""));
  return names.map((name) => name.replace(/, show the rows$/, ""));
}

/** "€28,625.77" as cents. */
export const toCents = (text: string): number => Math.round(Number(text.replace(/[^\d.−-]/g, "").replace("−", "-")) * 100);
