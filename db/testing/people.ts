import type { Tx } from "../client.ts";
import type { UserRole } from "../enums.ts";
import { USER_ROLES } from "../enums.ts";
import type { Person } from "../rls.ts";
import { sessions, users } from "../schema/index.ts";

interface TestPerson extends Person {
  name: string;
  email: string;
}

const person = (role: UserRole, name: string, digit: number): TestPerson => ({
  id: `01900000-0000-7000-8000-00000000000${digit}`,
  role,
  name,
  email: `${role}@example.test`,
});

/** One person of each role; `openTestDatabase` puts them in. They have no password that anyone could type. */
export const people: Readonly<Record<UserRole, TestPerson>> = {
  staff: person("staff", "Stella Staff", 1),
  marketing: person("marketing", "Mara Marketing", 2),
  buyer: person("buyer", "Bo Buyer", 3),
  manager: person("manager", "Mona Manager", 4),
  admin: person("admin", "Ada Admin", 5),
};

/** The person of that role, for `withRls(db, asRole("staff"), ...)`. */
export const asRole = (role: UserRole): Person => ({ id: people[role].id, role });

/** A session for each of `people`, with the person's id as its own, in which they have just shown who they are. No cookie opens it. */
export async function addSessions(tx: Tx, now: Date): Promise<void> {
  await tx.insert(sessions).values(
    USER_ROLES.map((role, at) => ({
      id: people[role].id,
      userId: people[role].id,
      secretHash: Buffer.alloc(32, at + 1),
      lastSeenAt: now,
      reauthenticatedAt: now,
      expiresAt: new Date(now.getTime() + 24 * 3600 * 1000),
      createdAt: now,
    })),
  );
}

/** Inserts `people`. */
export async function addPeople(tx: Tx): Promise<void> {
  await tx.insert(users).values(USER_ROLES.map((role) => ({ ...people[role], state: "active" as const, passwordHash: "no password opens this account" })));
}
