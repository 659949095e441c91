import { type Browser, expect, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";

const PASSWORD = "straight no chaser";
/** The dashboard's heading, in a shop with sales and in a new one. */
const HOME = /^(The last 30 days|Nothing sold yet)$/;

/** A browser that nobody has signed in with. */
async function openBlank(browser: Browser): Promise<Page> {
  const baseURL = process.env["MISTY_E2E_URL"];
  return (await browser.newContext({ ...(baseURL ? { baseURL } : {}), viewport: { width: 1280, height: 900 } })).newPage();
}

/** The code an app shows; a later step than `after`, which was used. */
function nextCode(secret: string, after: string | null): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  // The step to come is accepted too, so a fresh code never has to be waited for.
  const now = Date.now();
  const codes = [0, 30_000].map((ahead) => totp.generate({ timestamp: now + ahead }));
  return codes.find((code) => code !== after) ?? "";
}

/** Opens the live feed in the page and says when the server has closed it: `true` within `deadline` ms. */
function streamCloses(page: Page, deadline: number): Promise<boolean> {
  return page.evaluate(async (limit) => {
    const answer = await fetch("/api/trpc/activity.onAdded?input=%7B%7D", { headers: { accept: "text/event-stream" } });
    const reader = answer.body?.getReader();
    const ended = (async () => {
      try {
        while (reader && !(await reader.read()).done);
      } catch {
        // A stream that was cut off is closed as well.
      }
      return true;
    })();
    (window as unknown as { streamIsOpen: boolean }).streamIsOpen = answer.ok;
    return Promise.race([ended, new Promise<boolean>((done) => setTimeout(() => done(false), limit))]);
  }, deadline);
}

/** Does to the colleague what the link says, in the admin's browser. */
async function act(admin: Page, base: string, link: RegExp, button: string, fill?: (page: Page) => Promise<unknown>): Promise<void> {
  await admin.goto(`${base}/admin/users`);
  await admin.getByRole("link", { name: link }).click();
  await fill?.(admin);
  await admin.getByRole("button", { name: button, exact: true }).click();
}

/**
 * An admin's work with a colleague: invited, joins with a second step, is demoted while a stream is open, and is
 * shut out. What is done at one process of the program is looked at in the other; with one process both are "".
 */
export async function inviteDemoteAndShutOut(browser: Browser, admin: Page, { here, there }: { here: string; there: string }): Promise<void> {
  const tag = crypto.randomUUID().slice(0, 8);
  const name = `Carla ${tag}`;
  const email = `carla-${tag}@example.test`;
  await admin.goto(`${here}/admin/users`);
  await admin.getByLabel("Name").fill(name);
  await admin.getByLabel("E-mail").fill(email);
  await admin.getByLabel("Role").selectOption("manager");
  await admin.getByRole("button", { name: "Send the invitation" }).click();
  const path = new URL(await admin.getByLabel("Link of the invitation").inputValue(), "http://any.test").pathname;
  await expect(admin.getByRole("row", { name: new RegExp(name) })).toContainText("Invited until");
  await admin.goto(`${there}/admin/users`);
  await expect(admin.getByLabel("Link of the invitation")).toHaveCount(0);
  await expect(admin.getByRole("row", { name: new RegExp(name) })).toContainText("Invited until");

  // She joins; a common password is refused and does not use the link up.
  const colleague = await openBlank(browser);
  await colleague.goto(`${there}${path}`);
  await colleague.getByLabel("Password").fill("leavemealone");
  await colleague.getByRole("button", { name: "Open the desk" }).click();
  await expect(colleague.getByText("one of the passwords that are tried first")).toBeVisible();
  await colleague.getByLabel("Password").fill(PASSWORD);
  await colleague.getByRole("button", { name: "Open the desk" }).click();
  await expect(colleague.getByRole("heading", { level: 1, name: HOME })).toBeVisible();
  expect((await colleague.goto(`${here}${path}`))?.status()).toBe(410);

  // The second step, with a code that the library computes as an app does.
  await colleague.goto(`${there}/account`);
  await colleague.getByRole("link", { name: "Switch it on" }).click();
  await colleague.getByRole("button", { name: "Begin" }).click();
  await expect(colleague.getByRole("img", { name: /QR code/ })).toBeVisible();
  const secret = (await colleague.locator(".secret").innerText()).replace(/\s/g, "");
  const first = nextCode(secret, null);
  await colleague.getByLabel("The code it shows").fill(first);
  await colleague.getByRole("button", { name: "Switch it on" }).click();
  await expect(colleague.locator(".codes li")).toHaveCount(10);
  const [recovery = ""] = await colleague.locator(".codes li").allInnerTexts();

  // Out, and in again: the password alone opens nothing, and a code works once.
  await colleague.context().clearCookies();
  const signInAgain = async (at: string, code: string) => {
    await colleague.goto(`${at}/login?redirectTo=%2Forders`);
    await colleague.getByLabel("E-mail").fill(email);
    await colleague.getByLabel("Password").fill(PASSWORD);
    await colleague.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(colleague.getByRole("heading", { level: 1, name: "Your code" })).toBeVisible();
    await colleague.getByLabel("Code").fill(code);
    await colleague.getByRole("button", { name: "Sign in", exact: true }).click();
  };
  await signInAgain(here, first);
  await expect(colleague.getByRole("alert")).toContainText("does not fit, or was used already");
  await colleague.getByLabel("Code").fill(nextCode(secret, first));
  await colleague.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(colleague).toHaveURL(/\/orders$/);

  await colleague.goto(`${there}/orders`);
  await expect(colleague).toHaveURL(/\/orders$/);

  // Demoted with a stream open: it closes, and the next request is a sign-in.
  const closes = streamCloses(colleague, 20_000);
  await colleague.waitForFunction(() => (window as unknown as { streamIsOpen?: boolean }).streamIsOpen === true);
  await act(admin, here, new RegExp(`^Another role for ${name}`), "Change the role", (page) => page.getByRole("region", { name: /^Another role: / }).getByLabel("Role").selectOption("staff"));
  await expect(admin.getByRole("main").getByRole("status")).toContainText("The role is changed");
  const changedAt = Date.now();
  expect(await closes).toBe(true);
  // The limit is a second; a deadline of three, because the machine is shared.
  expect(Date.now() - changedAt).toBeLessThan(3_000);
  for (const base of [there, here]) {
    await colleague.goto(`${base}/orders`);
    await expect(colleague).toHaveURL(/\/login\?redirectTo=%2Forders/);
  }
  await signInAgain(here, recovery);
  await expect(colleague).toHaveURL(/\/orders$/);
  for (const base of [there, here]) expect((await colleague.goto(`${base}/admin/users`))?.status()).toBe(403);

  // Shut out: the next click is the sign-in page, and the sign-in says what it says to strangers.
  await act(admin, there, new RegExp(`^Deactivate for ${name}`), "Deactivate");
  await expect(admin.getByRole("main").getByRole("status")).toContainText("They are shut out");
  for (const base of [there, here]) {
    await colleague.goto(`${base}/orders`);
    await expect(colleague).toHaveURL(/\/login/);
  }
  await colleague.getByLabel("E-mail").fill(email);
  await colleague.getByLabel("Password").fill(PASSWORD);
  await colleague.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(colleague.getByRole("alert")).toContainText("do not belong together");
  await expect(admin.getByRole("row", { name: new RegExp(name) })).toContainText("Deactivated");
}
