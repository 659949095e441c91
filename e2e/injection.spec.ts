import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, type Page, test } from "@playwright/test";
import { makePayload } from "../security/payloads.ts";
import { count, Tally } from "../security/tally.ts";

/* S10: whatever customers, colleagues and models write is text on every page. Nothing of it runs, becomes an element, or a link that runs. */

interface Shop {
  url: string;
  cookie: string;
  pages: string[];
  total: number;
}

const TEXTS = count(2_000, 100);
let child: ChildProcess;
let dataDir: string;
let shop: Shop;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  dataDir = mkdtempSync(join(tmpdir(), "misty-hostile-"));
  const unset = Object.fromEntries(["DATABASE_URL", "DATABASE_DIRECT_URL", "SESSION_SECRET", "MISTY_NOW", "MISTY_ROLE", "APP_URL"].map((name) => [name, ""]));
  child = spawn(process.execPath, ["--import", "tsx", "security/hostile-shop.ts", String(TEXTS)], { env: { ...process.env, ...unset, PORT: "0", HOST: "127.0.0.1", MISTY_DATA_DIR: dataDir, MISTY_DEMO: "off", AI_PROVIDER: "offline", LOG_LEVEL: "error" }, stdio: ["ignore", "pipe", "inherit"] });
  shop = await new Promise<Shop>((found, fail) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      if (line.startsWith("{")) found(JSON.parse(line) as Shop);
    });
    child.once("exit", (code) => fail(new Error(`the hostile shop ended with ${code}`)));
  });
});
test.afterAll(async () => {
  if (child.exitCode === null) {
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await ended;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

/** Which of the texts a page shows, and what became of them there. */
async function look(page: Page): Promise<{ shown: number[]; elements: number; links: string[] }> {
  await page.waitForLoadState("networkidle");
  return page.evaluate(() => ({
    shown: [...document.documentElement.outerHTML.matchAll(/evil-(\d+)/g)].map(([, n]) => Number(n)),
    elements: document.querySelectorAll("[data-evil]").length,
    links: [...document.querySelectorAll("a[href], form[action], [formaction]")].map((element) => new URL(element.getAttribute("href") ?? element.getAttribute("formaction") ?? element.getAttribute("action") ?? "", location.href).href).filter((address) => !/^https?:/.test(address)),
  }));
}

/** Where a list goes on; null at its end. */
const nextOf = (page: Page): Promise<string | null> => page.evaluate(() => document.querySelector("main a[rel=next]")?.getAttribute("href") ?? null);

test("no text of a hostile shop runs on any page", async ({ browser }) => {
  test.setTimeout(count(1_800_000, 240_000));
  const tally = new Tally("S10", "XSS texts in Chromium");
  const [name = "", ...value] = shop.cookie.split("=");
  const context = await browser.newContext({ baseURL: shop.url });
  await context.addCookies([{ name, value: value.join("="), url: shop.url }]);
  const ran = new Set<number>();
  await context.exposeFunction("evil", (n: number) => void ran.add(n));
  const page = await context.newPage();
  const seen = new Set<number>();
  const faults: string[] = [];
  const visit = async (path: string) => {
    await page.goto(path);
    const { shown, elements, links } = await look(page);
    for (const n of shown) seen.add(n);
    if (elements > 0) faults.push(`${path}: ${elements} elements came out of text`);
    if (links.length > 0) faults.push(`${path}: links to ${links.join(", ")}`);
  };
  for (const path of shop.pages) {
    await visit(path);
    if (!/explorer|annotations/.test(path)) continue;
    for (let next = await nextOf(page); next; next = await nextOf(page)) await visit(next);
  }
  // What stands in an address comes back on the page.
  const places = ["/find?q=", "/login?redirectTo=", "/orders?channel=", "/analytics/explorer?table=albums&q=", "/analytics/explorer?view-error=name&view-name=", "/no-such-page/", "/analytics/sales?p=", "/join/", "/activity?q="];
  for (let n = 0; n < count(90, 9); n++) {
    await visit((places[n % places.length] ?? "") + encodeURIComponent(makePayload(600_000 + n * 13, "text")));
    tally.attempt(true, "");
  }
  for (let n = 0; n < shop.total; n++) if (seen.has(n)) tally.attempt(!ran.has(n), `text ${n} ran`);
  for (const n of ran) if (n >= shop.total) tally.attempt(false, `text ${n} ran`);
  for (const fault of faults) tally.attempt(false, fault);
  await context.close();
  const unseen = Array.from({ length: shop.total }, (_, n) => n).filter((n) => !seen.has(n));
  tally.report();
  expect({ ran: [...ran], faults, unseen: unseen.slice(0, 10), of: unseen.length }).toEqual({ ran: [], faults: [], unseen: [], of: 0 });
});
