import { afterAll, beforeAll, expect, test } from "vitest";
import type postgres from "postgres";
import { USER_ROLES, type UserRole } from "#db/enums.ts";
import { errorCode } from "#db/rls.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { MATRIX, SECRET_COLUMNS, VERBS } from "#db/testing/rls-matrix.ts";
import { parents, rowOf, STANDING } from "#db/testing/rls-rows.ts";
import { Tally } from "./tally.ts";

/*
 * S6, counted: every table x role x verb, each secret column x role, and every view, by raw SQL in
 * a role's name. db/rls-matrix.db.test.ts looks at the same rights closer; here each is an attempt.
 */

const owners = USER_ROLES.map((role, index) => ({ role, id: people[role].id, index }));
type Owner = (typeof owners)[number];
let database: TestDatabase;
let session: postgres.ReservedSql;

beforeAll(async () => {
  database = await openTestDatabase();
  session = await database.db.client.reserve();
  for (const statement of parents(owners.map(({ id }) => id))) await session.unsafe(statement);
});
afterAll(async () => {
  session.release();
  await database.close();
});

/** Runs `statement` as that person, in a transaction that is taken back, after `before` by the owner of the schema. */
async function reaches(role: UserRole, statement: string, before?: string): Promise<boolean> {
  await session`begin`;
  try {
    if (before) await session.unsafe(before);
    await session`select set_config('request.jwt.claims', ${JSON.stringify({ sub: people[role].id, role: "authenticated", misty_role: role })}, true), set_config('role', 'authenticated', true)`;
    return (await session.unsafe(statement)).count > 0;
  } catch (error) {
    // No right, or a view that nothing can be written through.
    if (["42501", "55000"].includes(errorCode(error) ?? "")) return false;
    // The row was reached, and then the laws of the table kept it.
    if (["23503", "23505"].includes(errorCode(error) ?? "")) return true;
    throw error;
  } finally {
    await session`rollback`;
  }
}

function statementOf(table: string, verb: (typeof VERBS)[number], row: NonNullable<ReturnType<typeof rowOf>>): string {
  switch (verb) {
    case "select":
      return `select ${row.column} from ${table} where ${row.where}`;
    case "insert":
      return row.insert;
    case "update":
      return `update ${table} set ${row.column} = ${row.column} where ${row.where}`;
    case "delete":
      return `delete from ${table} where ${row.where}`;
  }
}

test("every table by every role and verb, one's own and another's, is as the matrix says", async () => {
  const tally = new Tally("S6", "tables x roles x verbs");
  for (const [table, rights] of Object.entries(MATRIX)) {
    for (const person of owners) {
      for (const owner of [person, owners[(person.index + 1) % owners.length] as Owner]) {
        const row = rowOf(table, owner);
        if (!row) throw new Error(`db/testing/rls-rows.ts has no row for ${table}`);
        for (const verb of VERBS) {
          const reach = rights[verb]?.[person.role];
          const may = reach === "all" || (reach === "own" && owner === person);
          const got = await reaches(person.role, statementOf(table, verb, row), verb === "insert" || STANDING.has(table) ? undefined : row.insert);
          tally.attempt(got === may, `${person.role} ${verb} ${table}, ${owner === person ? "own" : "another's"}: ${got}`);
        }
      }
    }
  }
  expect(tally.report()).toEqual([]);
});

test("no role reads or writes a secret column, by any way to name it", async () => {
  const tally = new Tally("S6", "secret columns");
  for (const name of SECRET_COLUMNS) {
    const [table = "", column = ""] = name.split(".");
    const ways = [`select ${column} from ${table}`, `select * from ${table}`, `select t from ${table} t`, `select to_jsonb(t) from ${table} t`, `select 1 from ${table} where ${column} is not null`, `select 1 from ${table} order by ${column}`, `update ${table} set ${column} = null`, `select count(${column}) from ${table}`, `update ${table} set id = id returning ${column}`];
    for (const { role } of owners) for (const way of ways) tally.attempt(!(await reaches(role, way)), `${role}: ${way}`);
  }
  expect(tally.report()).toEqual([]);
});

test("every view can be read by a role, written by none, and those for analytics show no secret", async () => {
  const tally = new Tally("S6", "views");
  const views = await session.unsafe<{ name: string; schema: string; columns: string[] }[]>(
    `select c.relname as name, n.nspname as schema, array_agg(a.attname::text) as columns from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
     where n.nspname in ('analytics_api', 'explorer') and c.relkind in ('v', 'm') group by 1, 2`,
  );
  expect(views.length).toBeGreaterThan(10);
  const secret = SECRET_COLUMNS.map((name) => name.split(".")[1]);
  for (const { name, schema, columns } of views) {
    tally.attempt(!columns.some((column) => secret.includes(column)), `${schema}.${name} shows a secret`);
    for (const { role } of owners) {
      tally.attempt(!(await reaches(role, `delete from ${schema}.${name}`)), `${role} deletes through ${schema}.${name}`);
      tally.attempt(!(await reaches(role, `insert into ${schema}.${name} default values`)), `${role} inserts through ${schema}.${name}`);
    }
  }
  expect(tally.report()).toEqual([]);
});
