import { withSystem, type Person } from "#db/rls.ts";
import type { Database } from "#db/client.ts";
import { DEMO_PEOPLE } from "#db/seed/people-ids.ts";
import { users } from "#db/schema/index.ts";

const found = DEMO_PEOPLE.find(({ role }) => role === "manager");
if (!found) throw new Error("the demo has no manager");

/** In whose name benchmarks run. */
export const MANAGER = found satisfies Person;

/** Puts the manager into a database that no server has opened yet; nobody can sign in as them. */
export async function addManager(db: Database): Promise<void> {
  const { id, name, email, role } = MANAGER;
  await withSystem(db, "bench: the manager", (tx) => tx.insert(users).values({ id, name, email, role, state: "active", passwordHash: "none", isDemo: true }).onConflictDoNothing());
}
