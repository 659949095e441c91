import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { EmailTransport, OutgoingEmail } from "./email.ts";
import { FileTransport } from "./file-transport.ts";
import { GuardedTransport, LINK_PLACE, type OutboxLetter } from "./guarded-transport.ts";

const folder = mkdtempSync(join(tmpdir(), "misty-mails-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const never = new AbortController().signal;
const LINK = "https://desk.example.com/join/secret-token";

/** A third kind of transport: one that keeps what it is given. */
class Keeping implements EmailTransport {
  readonly kind = "emailjs";
  readonly kept: OutgoingEmail[] = [];
  send(email: OutgoingEmail) {
    this.kept.push(email);
    return Promise.resolve({ outcome: "sent" as const, answer: "200 OK" });
  }
}

const letter = (change: Partial<OutboxLetter> = {}): OutboxLetter => ({
  id: "01900000-0000-7000-8000-000000000001",
  recipient: "ada@example.test",
  subject: "Come in",
  bodyText: `Hello.\n\n${LINK_PLACE}\n\n$& $1`,
  bodyHtml: null,
  fromName: "Plattenladen Süd",
  replyTo: "desk@example.test",
  at: new Date("2026-06-30T12:00:00Z"),
  timeZone: "UTC",
  openLink: () => LINK,
  mayBegin: () => true,
  ...change,
});

const guard = (real: EmailTransport, placebo: { on: boolean; address: string | null }) => new GuardedTransport({ real, file: new FileTransport(folder), placebo: () => Promise.resolve(placebo) });
const nobodyAsks = () => {
  throw new Error("the link was opened");
};

test("in placebo mode every mail goes to the one address, names its reader, and holds no link", async () => {
  await fc.assert(
    fc.asyncProperty(fc.emailAddress(), fc.string(), async (recipient, subject) => {
      const real = new Keeping();
      const done = await guard(real, { on: true, address: "test@example.test" }).send(letter({ recipient, subject, openLink: nobodyAsks }), never);
      expect(done).toEqual({ outcome: "sent", answer: "200 OK", transport: "emailjs", redirectedTo: "test@example.test" });
      expect(real.kept).toHaveLength(1);
      expect(real.kept[0]).toMatchObject({ recipient: "test@example.test", subject: `[for ${recipient}] ${subject}` });
      expect(JSON.stringify(real.kept)).not.toContain("secret-token");
      expect(real.kept[0]?.bodyText).not.toContain(LINK_PLACE);
    }),
  );
});

test("in placebo mode without an address nothing leaves: the mail lies in a file, without its link", async () => {
  const real = new Keeping();
  const done = await guard(real, { on: true, address: null }).send(letter({ openLink: nobodyAsks }), never);
  expect(done).toMatchObject({ outcome: "written", transport: "file", redirectedTo: null });
  expect(real.kept).toEqual([]);
  const [name = ""] = readdirSync(folder);
  const text = readFileSync(join(folder, name), "utf8");
  expect(text).toContain("To: <ada@example.test>");
  expect(Buffer.from(text.split("\r\n\r\n")[1] ?? "", "base64").toString("utf8")).toContain("placebo mode is on");
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test("without placebo mode the link stands in the mail as it is, and a mail whose link is gone stays", async () => {
  const real = new Keeping();
  const off = guard(real, { on: false, address: "test@example.test" });
  expect(await off.send(letter(), never)).toMatchObject({ outcome: "sent", redirectedTo: null });
  expect(real.kept[0]).toMatchObject({ recipient: "ada@example.test", subject: "Come in", bodyText: `Hello.\n\n${LINK}\n\n$& $1` });
  expect(await off.send(letter({ openLink: () => null }), never)).toMatchObject({ outcome: "refused" });
  expect(real.kept).toHaveLength(1);
});

test.each(["a@b, c@d", "a@b\r\nBcc: c@d", "<a@b>", "nobody", "a b@c"])("%j is no address, and nothing leaves", async (recipient) => {
  const real = new Keeping();
  expect(await guard(real, { on: false, address: null }).send(letter({ recipient }), never)).toMatchObject({ outcome: "refused" });
  expect(real.kept).toEqual([]);
});

test("when placebo mode cannot be looked up, nothing leaves", async () => {
  const real = new Keeping();
  const blind = new GuardedTransport({ real, file: real, placebo: () => Promise.reject(new Error("the database is away")) });
  await expect(blind.send(letter(), never)).rejects.toThrow("away");
  expect(real.kept).toEqual([]);
});

test("a subject cannot add a header to a file, and long ones come back whole", async () => {
  const transport = new FileTransport(folder);
  const subject = `Süße Töne\r\nBcc: c@d.example ${"🎷 and more ".repeat(20)}`;
  await transport.send({ ...letter({ subject, id: "01900000-0000-7000-8000-000000000002" }) });
  const text = readFileSync(join(folder, "01900000-0000-7000-8000-000000000002.eml"), "utf8");
  expect(text).not.toMatch(/^Bcc/m);
  const raw = /^Subject: ((?:.*\r\n )*.*)\r\n/m.exec(text)?.[1] ?? "";
  const read = raw.split("\r\n ").map((word) => Buffer.from(word.replace(/^=\?utf-8\?B\?|\?=$/g, ""), "base64").toString("utf8"));
  expect(read.join("")).toBe(subject.replace("\r\n", " "));
});

test("a folder that cannot be written leaves the mail unsent, to be tried again", async () => {
  expect(await new FileTransport(join(folder, "01900000-0000-7000-8000-000000000002.eml", "mails")).send(letter())).toMatchObject({ outcome: "not_sent" });
});
