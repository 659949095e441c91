import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import type { UserRole } from "#db/enums.ts";
import { users } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { revokeTokens } from "./one-use-tokens.ts";

/** A person who may sign in at once, with the hash of their password in PHC format. */
export interface NewPerson {
  name: string;
  email: string;
  role: UserRole;
  passwordHash: string;
}

/** Writes an active person down and returns their id; the trail is the caller's. Throws CONFLICT when the e-mail address, case ignored, is somebody's. */
export async function addActivePerson(tx: Tx, person: NewPerson, now: Date): Promise<string> {
  const [added] = await tx
    .insert(users)
    .values({ id: v7(), ...person, state: "active", passwordChangedAt: now, adminSince: person.role === "admin" ? now : null })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (!added) throw new AppError("CONFLICT", `Somebody has the e-mail address ${person.email} already.`, { email: "Somebody has this address already." });
  return added.id;
}

/**
 * Makes an active person on the command line's behalf and returns their id. Whoever sits at the
 * machine's terminal may do so: `tx` is a system transaction. A shop that has a person needs no
 * setup link any more, so open ones end. Throws CONFLICT when the e-mail address is taken.
 */
export async function createUser(tx: Tx, person: NewPerson, now: Date): Promise<string> {
  // First, because a setup that is under way holds the link's row: one of the two waits for the other.
  await revokeTokens(tx, { purpose: "setup", userId: null, now });
  const id = await addActivePerson(tx, person, now);
  const { name, email, role } = person;
  await recordActivities(tx, [
    { at: now, actor: { kind: "command_line", id: null }, action: "user.created", category: "identity", object: { type: "user", id }, details: { name, email, role } },
  ]);
  return id;
}
