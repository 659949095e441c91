import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPlacebo } from "#db/queries/outbox.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { outboxEmails } from "#db/schema/index.ts";
import { asRole, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { SecretBox } from "../../ports/secrets/secret-box.ts";
import { START } from "../../testing/runtime.ts";
import { LINK_PLACE, queueEmail } from "./queue-email.ts";

const secrets = new SecretBox(["a secret that only these tests know"]);
const mail = { kind: "identity", recipient: "new@shop.example", subject: "You are invited", bodyText: `Come in: ${LINK_PLACE}` } as const;
const link = "https://desk.example.com/join/abc";
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const kept = (id: string) => withSystem(database.db, "a test looks", async (tx) => (await tx.select().from(outboxEmails).where(eq(outboxEmails.id, id)))[0]);

test("a mail is one row per key, with its link sealed for that row", async () => {
  const queue = () => withRls(database.db, asRole("admin"), (tx) => queueEmail(tx, secrets, { ...mail, dedupeKey: "one", link }, START));
  const first = await queue();
  expect(await queue()).toEqual(first);
  const row = await kept(first.id);
  expect(row).toMatchObject({ status: "queued", attempts: 0, queuedAt: START, bodyText: mail.bodyText });
  expect(row?.sealedLink?.includes(link)).toBe(false);
  expect(row?.sealedLink && secrets.open("mailed link", first.id, row.sealedLink)).toBe(link);
});

test("the link goes with the mail: erased in every state in which it has left or cannot leave", async () => {
  const { id } = await withSystem(database.db, "a test queues", (tx) => queueEmail(tx, secrets, { ...mail, dedupeKey: "two", link }, START));
  for (const status of ["sending", "unknown", "failed", "queued", "cancelled"] as const) {
    await withRls(database.db, asRole("manager"), (tx) => tx.update(outboxEmails).set({ status }).where(eq(outboxEmails.id, id)));
    expect((await kept(id))?.sealedLink === null, status).toBe(status === "cancelled");
  }
});

test("a text without the place of its link, and a link in another kind of mail, are refused", async () => {
  const queue = (draft: Parameters<typeof queueEmail>[2]) => withSystem(database.db, "a test queues", (tx) => queueEmail(tx, secrets, draft, START));
  await expect(queue({ ...mail, dedupeKey: "three" })).rejects.toThrow(/link/);
  await expect(queue({ ...mail, bodyText: "Come in", dedupeKey: "three", link })).rejects.toThrow(/link/);
  await expect(queue({ ...mail, kind: "report", dedupeKey: "three", link })).rejects.toThrow(/identity/);
});

test("staff queue no mail, and everyone may read that placebo mode is on", async () => {
  await expect(withRls(database.db, asRole("staff"), (tx) => queueEmail(tx, secrets, { ...mail, dedupeKey: "four", link }, START))).rejects.toThrow();
  expect(await withRls(database.db, asRole("staff"), readPlacebo)).toEqual({ on: true, address: null });
});
