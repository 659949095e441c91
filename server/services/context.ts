import type { Tx } from "#db/client.ts";
import type { Person } from "#db/rls.ts";
import type { UserRole } from "#db/enums.ts";
import { AppError } from "../errors.ts";

/** What every service gets: the caller's transaction, in whose name, and the only now there is. */
export interface ServiceContext {
  tx: Tx;
  person: Person;
  now: Date;
  requestId?: string | undefined;
}

/** Throws FORBIDDEN with `sentence` unless the person has one of `roles`. Row-level security says the same a second time. */
export function requireRoles(person: Person, roles: readonly UserRole[], sentence: string): void {
  if (!roles.includes(person.role)) throw new AppError("FORBIDDEN", sentence);
}
