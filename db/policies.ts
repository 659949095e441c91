import { sql, type SQL } from "drizzle-orm";
import { pgPolicy, pgRole } from "drizzle-orm/pg-core";
import type { UserRole } from "./enums.ts";

/** The database role every signed-in person's transaction runs as; their own role stands in the claims. */
export const authenticated = pgRole("authenticated").existing();

/** Everyone who is signed in. */
export const EVERYONE: readonly UserRole[] = ["staff", "marketing", "buyer", "manager", "admin"];
export const CUSTOMER_DESK: readonly UserRole[] = ["marketing", "manager", "admin"];
export const STOCK_DESK: readonly UserRole[] = ["buyer", "manager", "admin"];
export const MANAGERS: readonly UserRole[] = ["manager", "admin"];
export const ADMINS: readonly UserRole[] = ["admin"];

/**
 * True for people whose role is one of `roles`. The sub-select makes PostgreSQL read
 * the claims once per statement instead of once per row.
 */
export const hasRole = (roles: readonly UserRole[]): SQL =>
  sql.raw(`(select current_person_role()) in (${roles.map((role) => `'${role}'`).join(", ")})`);

/** True where the row's column holds the id of the signed-in person. */
export const isOwn = (column: string): SQL => sql.raw(`"${column}" = (select current_person_id())`);

export const both = (a: SQL, b: SQL): SQL => sql`(${a}) and (${b})`;
export const either = (a: SQL, b: SQL): SQL => sql`(${a}) or (${b})`;

interface Rights {
  select?: SQL;
  insert?: SQL;
  update?: SQL;
  delete?: SQL;
}

/** The policies of one table. A verb that is left out is denied to every signed-in person. */
export function policies(rights: Rights) {
  const list = [];
  if (rights.select) list.push(pgPolicy("may_select", { for: "select", to: authenticated, using: rights.select }));
  if (rights.insert) list.push(pgPolicy("may_insert", { for: "insert", to: authenticated, withCheck: rights.insert }));
  if (rights.update) list.push(pgPolicy("may_update", { for: "update", to: authenticated, using: rights.update, withCheck: rights.update }));
  if (rights.delete) list.push(pgPolicy("may_delete", { for: "delete", to: authenticated, using: rights.delete }));
  return list;
}
