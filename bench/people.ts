import { withSystem, type Person } from "#db/rls.ts";
import type { Database } from "#db/client.ts";
import { DEMO_PEOPLE } from "#db/seed/people-ids.ts";
import { users } from "#db/schema/index.ts";

function personOf(role: Person["role"]) {
  const found = DEMO_PEOPLE.find((person) => person.role === role);
  if (!found) throw new Error(`the demo has no ${role}`);
  return found;
}

/** In whose name benchmarks run. */
export const MANAGER = personOf("manager") satisfies Person;
/** Who may see the least. */
export const STAFF = personOf("staff") satisfies Person;

/** Puts the manager into a database that no server has opened yet; nobody can sign in as them. */
export async function addManager(db: Database): Promise<void> {
  const { id, name, email, role } = MANAGER;
  await withSystem(db, "bench: the manager", (tx) => tx.insert(users).values({ id, name, email, role, state: "active", passwordHash: "none", isDemo: true }).onConflictDoNothing());
}
