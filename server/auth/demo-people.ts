import { and, eq, inArray, ne, or, sql } from "drizzle-orm";
import { withSystem } from "#db/rls.ts";
import { users } from "#db/schema/index.ts";
import { DEMO_PEOPLE } from "#db/seed/people-ids.ts";
import type { Runtime } from "../runtime.ts";
import { recordActivities } from "../services/activity/record-activity.ts";
import { endSessionsOf } from "../services/sessions/end-session.ts";

type Needs = Pick<Runtime, "env" | "db" | "passwords">;

/**
 * Makes sure of the five people of the demo, whatever the shop holds: there, active, with their
 * role and MISTY_DEMO_PASSWORD. Nothing is written when all of that is so already.
 */
export async function ensureDemoPeople({ env, db, passwords }: Needs, now: Date): Promise<void> {
  const ids = DEMO_PEOPLE.map((person) => person.id);
  const known = await withSystem(
    db,
    "are the demo people there",
    (tx) => tx.select({ id: users.id, role: users.role, state: users.state, isDemo: users.isDemo, passwordHash: users.passwordHash }).from(users).where(inArray(users.id, ids)),
    { readOnly: true },
  );
  const [stored] = known;
  const inOrder =
    stored !== undefined &&
    known.length === DEMO_PEOPLE.length &&
    known.every((row) => row.state === "active" && row.isDemo && row.passwordHash === stored.passwordHash && DEMO_PEOPLE.some((person) => person.id === row.id && person.role === row.role)) &&
    (await passwords.verify(stored.passwordHash, env.MISTY_DEMO_PASSWORD));
  if (inOrder) return;
  // One hash for all five: they share one well-known password anyway.
  const passwordHash = await passwords.hash(env.MISTY_DEMO_PASSWORD);
  await withSystem(db, "make the demo people", async (tx) => {
    await tx
      .insert(users)
      .values(DEMO_PEOPLE.map((person) => ({ ...person, state: "active" as const, isDemo: true, passwordHash, passwordChangedAt: now })))
      .onConflictDoUpdate({
        target: users.id,
        set: { role: sql`excluded.role`, email: sql`excluded.email`, state: "active", isDemo: true, passwordHash, passwordChangedAt: now },
      });
    await endSessionsOf(tx, ids, now);
  });
}

/** Outside demo mode nobody signs in with a well-known password: demo people are deactivated and their sessions ended. */
export async function retireDemoPeople({ db }: Pick<Needs, "db">, now: Date): Promise<void> {
  await withSystem(db, "no demo people outside the demo", async (tx) => {
    const retired = await tx
      .update(users)
      .set({ state: "deactivated", passwordHash: null })
      .where(and(eq(users.isDemo, true), or(ne(users.state, "deactivated"), sql`${users.passwordHash} is not null`)))
      .returning({ id: users.id });
    const ids = retired.map((row) => row.id);
    await endSessionsOf(tx, ids, now);
    await recordActivities(
      tx,
      ids.map((id) => ({ at: now, actor: { kind: "system" as const, id: null }, action: "user.deactivated", category: "identity" as const, object: { type: "user", id }, fields: ["state"] })),
    );
  });
}
