import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { EmailStatus } from "#db/enums.ts";
import { withSystem } from "#db/rls.ts";
import { activityLogs, outboxEmails } from "#db/schema/index.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { OUTBOX_ACTS } from "../../contracts/outbox.ts";
import { callAs } from "../../testing/caller.ts";
import { START } from "../../testing/runtime.ts";
import { SecretBox } from "../../ports/secrets/secret-box.ts";
import { LINK_PLACE, queueEmail } from "./queue-email.ts";

const secrets = new SecretBox(["a secret that only these tests know"]);
let database: TestDatabase;
let id: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  id = await system(async (tx) => {
    await tx.delete(outboxEmails);
    return (await queueEmail(tx, secrets, { kind: "identity", dedupeKey: "one", recipient: "a@example.test", subject: "Come in", bodyText: `Here: ${LINK_PLACE}`, link: "https://desk.example.com/join/abc" }, START)).id;
  });
});

const system = <T>(fn: Parameters<typeof withSystem<T>>[2]) => withSystem(database.db, "a test", fn);
const become = (status: EmailStatus) => system((tx) => tx.update(outboxEmails).set({ status, attempts: 3, leaseToken: id, leaseUntil: START, error: "lost", ...(status === "sent" || status === "written" ? { sentAt: START } : {}) }).where(eq(outboxEmails.id, id)));
const mail = async () => (await system((tx) => tx.select().from(outboxEmails)))[0];

const ALLOWED: Readonly<Record<(typeof OUTBOX_ACTS)[number], Partial<Record<EmailStatus, EmailStatus>>>> = {
  retry: { failed: "queued", unknown: "queued" },
  arrived: { unknown: "sent" },
  cancel: { queued: "cancelled", failed: "cancelled", unknown: "cancelled" },
};
const STATES: EmailStatus[] = ["queued", "sending", "sent", "written", "failed", "unknown", "cancelled", "suppressed"];

test.each(OUTBOX_ACTS.flatMap((act) => STATES.map((status) => ({ act, status, next: ALLOWED[act][status] ?? null }))))("$act of a mail that is $status", async ({ act, status, next }) => {
  if (status !== "queued") await become(status);
  const { outbox } = await callAs(database.db, "manager", START);
  if (next === null) {
    await expect(outbox.decide({ id, act })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await mail())?.status).toBe(status);
    return;
  }
  await outbox.decide({ id, act });
  expect(await mail()).toMatchObject({ status: next, leaseToken: null, nextAttemptAt: null });
  expect((await mail())?.sealedLink === null).toBe(next !== "queued");
  const [trace] = await system((tx) => tx.select().from(activityLogs).orderBy(desc(activityLogs.id)).limit(1));
  expect(trace).toMatchObject({ category: "mail", objectId: id, actorId: people.manager.id, fields: ["status"] });
});

test("a mail that is not there, and a person who may not", async () => {
  await expect((await callAs(database.db, "manager", START)).outbox.decide({ id: people.staff.id, act: "cancel" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect((await callAs(database.db, "marketing", START)).outbox.decide({ id, act: "cancel" })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("the list says what a mail holds without its link, and where it would go", async () => {
  const { outbox } = await callAs(database.db, "manager", START);
  const list = await outbox.list({});
  expect(list).toMatchObject({ counts: { queued: 1 }, placebo: { on: true, address: null }, transport: "file", emails: [{ bodyText: "Here: (a link of one use)", queuedAt: START, sentAt: null }] });
  expect(JSON.stringify(list)).not.toContain("abc");
  expect((await outbox.list({ status: "sent" })).emails).toEqual([]);
  expect(await (await callAs(database.db, "staff", START)).outbox.placebo()).toEqual({ on: true, hasAddress: false, address: null });
});
