import { eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import type { ActorKind } from "#db/enums.ts";
import { withSystem } from "#db/rls.ts";
import { users } from "#db/schema/index.ts";
import { STOCK_DESK } from "#db/policies.ts";
import { AppError } from "#server/errors.ts";
import type { ImportActor } from "./types.ts";

/**
 * Lets buyers, managers, admins and the command line through. The role counts as it is now, not
 * as it was when the person signed in. Throws AppError FORBIDDEN.
 */
export async function requireImporter(db: Database, actor: ImportActor): Promise<void> {
  if (actor.kind === "command_line") return;
  const [person] = await withSystem(db, "may this person import", (tx) => tx.select({ role: users.role, state: users.state }).from(users).where(eq(users.id, actor.id)), { readOnly: true });
  if (person?.state !== "active" || !STOCK_DESK.includes(person.role)) throw new AppError("FORBIDDEN", "Importing is for buyers, managers and admins.");
}

/** The actor as activities name it. */
export const activityActor = (actor: ImportActor): { kind: ActorKind; id: string | null } =>
  actor.kind === "person" ? { kind: "person", id: actor.id } : { kind: "command_line", id: null };
