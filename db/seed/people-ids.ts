import type { UserRole } from "../enums.ts";

/** One of the five people of the demo shop. */
export interface DemoPerson {
  id: string;
  email: string;
  name: string;
  role: UserRole;
}

/**
 * The people of the demo shop, one per role. The ids are fixed, because the demo shop's history
 * (activity, price changes, stock corrections) names them as actors; the users themselves are
 * written by `server/auth/demo-people.ts`, which must run before the demo shop is loaded.
 */
export const DEMO_PEOPLE = [
  { id: "018a0000-0000-7000-8000-000000000001", email: "admin@misty.demo", name: "Ada Lindqvist", role: "admin" },
  { id: "018a0000-0000-7000-8000-000000000002", email: "manager@misty.demo", name: "Marta Okafor", role: "manager" },
  { id: "018a0000-0000-7000-8000-000000000003", email: "marketing@misty.demo", name: "Jonas Weber", role: "marketing" },
  { id: "018a0000-0000-7000-8000-000000000004", email: "buyer@misty.demo", name: "Inês Duarte", role: "buyer" },
  { id: "018a0000-0000-7000-8000-000000000005", email: "staff@misty.demo", name: "Sam Petrov", role: "staff" },
] as const satisfies readonly DemoPerson[];

/** The demo person with `role`. */
export function demoPerson(role: UserRole): DemoPerson {
  const person = DEMO_PEOPLE.find((candidate) => candidate.role === role);
  if (!person) throw new Error(`no demo person is ${role}`);
  return person;
}
