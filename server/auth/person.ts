import type { UserRole } from "#db/enums.ts";

/** Who a request comes from. Read from the database at every request, so that a change of role or state bites on the next one. */
export interface SignedInPerson {
  id: string;
  role: UserRole;
  name: string;
  sessionId: string;
}
