import type { UserRole } from "#db/enums.ts";

/** How long an admin may work without a second step. */
const GRACE_MS = 7 * 24 * 3600 * 1000;

/** Who a request comes from. Read from the database at every request, so that a change of role or state bites on the next one. */
export interface SignedInPerson {
  id: string;
  role: UserRole;
  name: string;
  sessionId: string;
  /** An admin who has put off the second step for too long: until it is on, nothing else opens. */
  mustEnrol?: boolean;
}

/** Whether the time without a second step is over for an admin who has none since `since`. */
export const mustEnrol = (since: Date | null, now: Date): boolean => since !== null && now.getTime() - since.getTime() >= GRACE_MS;

/** Until when an admin may work without a second step. */
export const graceEnds = (since: Date): Date => new Date(since.getTime() + GRACE_MS);
