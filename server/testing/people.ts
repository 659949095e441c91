import { eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { users } from "#db/schema/index.ts";
import type { PasswordHasher } from "../auth/passwords.ts";

/** Gives a person of the test database a password that can be typed. */
export async function givePassword(db: Database, passwords: PasswordHasher, userId: string, password: string): Promise<void> {
  const passwordHash = await passwords.hash(password);
  await withSystem(db, "a test's password", (tx) => tx.update(users).set({ passwordHash }).where(eq(users.id, userId)));
}
