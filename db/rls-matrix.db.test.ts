import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type postgres from "postgres";
import { USER_ROLES, type UserRole } from "#db/enums.ts";
import { errorCode } from "#db/rls.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { MATRIX, READABLE_VIEWS, SECRET_COLUMNS, type TableRights, VERBS } from "#db/testing/rls-matrix.ts";
import { parents, rowOf, STANDING } from "#db/testing/rls-rows.ts";

/* Row-level security by itself: raw SQL in each role's name, without any check of the application. */

const OURS = "('public', 'analytics_api', 'explorer', 'misty_internal')";
const owners = USER_ROLES.map((role, index) => ({ role, id: people[role].id, index }));
type Owner = (typeof owners)[number];

let test: TestDatabase;
let session: postgres.ReservedSql;

beforeAll(async () => {
  test = await openTestDatabase();
  session = await test.db.client.reserve();
  for (const statement of parents(owners.map((owner) => owner.id))) await session.unsafe(statement);
});
afterAll(async () => {
  session.release();
  await test.close();
});

const become = (claims: string) => session`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
const claimsOf = (person: Owner) => JSON.stringify({ sub: person.id, role: "authenticated", misty_role: person.role });

/** True when the statement reached a row; false when rights or policies kept it away. */
async function reaches(statement: string): Promise<boolean> {
  await session`savepoint attempt`;
  try {
    const result = await session.unsafe(statement);
    return result.count > 0;
  } catch (error) {
    if (errorCode(error) === "42501") return false;
    // The row was reached, and then the laws of the table kept it: so the person had the right.
    if (["23503", "23505"].includes(errorCode(error) ?? "")) return true;
    throw error;
  } finally {
    await session`rollback to savepoint attempt`;
  }
}

/** What `person` can do to the row of `table` that belongs to `owner`, by each verb. */
async function tryAll(table: string, claims: string, owner: Owner): Promise<Record<string, boolean>> {
  const row = rowOf(table, owner);
  if (!row) throw new Error(`db/testing/rls-rows.ts has no row for ${table}`);
  await session`begin`;
  try {
    if (!STANDING.has(table)) await session.unsafe(row.insert);
    await become(claims);
    const selected = await reaches(`select ${row.column} from ${table} where ${row.where}`);
    const updated = await reaches(`update ${table} set ${row.column} = ${row.column} where ${row.where}`);
    const deleted = await reaches(`delete from ${table} where ${row.where}`);
    await session`rollback`;
    await session`begin`;
    await become(claims);
    return { select: selected, update: updated, delete: deleted, insert: await reaches(row.insert) };
  } finally {
    await session`rollback`;
  }
}

function expected(rights: TableRights, role: UserRole, own: boolean): Record<string, boolean> {
  return Object.fromEntries(
    VERBS.map((verb) => {
      const reach = rights[verb]?.[role];
      return [verb, reach === "all" || (reach === "own" && own)];
    }),
  );
}

const tables = (kinds: string) =>
  session.unsafe<{ name: string; schema: string; guarded: boolean }[]>(
    `select c.relname as name, n.nspname as schema, c.relrowsecurity as guarded from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ${OURS} and c.relkind in (${kinds}) and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by 1`,
  );

describe("every table", () => {
  it("has row-level security on and a row in the matrix", async () => {
    const found = await tables("'r', 'p', 'f'");
    expect(found.filter((table) => !table.guarded).map((table) => table.name)).toEqual([]);
    expect(found.map((table) => (table.schema === "public" ? table.name : `${table.schema}.${table.name}`)).sort()).toEqual(Object.keys(MATRIX).sort());
  });

  it("is out of reach for the roles anon and service_role", async () => {
    const rows = await session.unsafe(`select r.rolname, n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace, pg_roles r
      where n.nspname in ${OURS} and c.relkind in ('r', 'p', 'v', 'm', 'f') and r.rolname in ('anon', 'service_role')
        and (has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate, references, trigger') or has_any_column_privilege(r.oid, c.oid, 'select, insert, update'))`);
    expect([...rows]).toEqual([]);
  });

  it("gives no signed-in person more than rows: no truncate, no trigger, no new objects", async () => {
    const rows = await session.unsafe(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${OURS} and c.relkind in ('r', 'p', 'v', 'm') and has_table_privilege('authenticated', c.oid, 'truncate, references, trigger')`);
    expect([...rows]).toEqual([]);
    const schemas = await session.unsafe(`select nspname from pg_namespace where nspname in ${OURS} and has_schema_privilege('authenticated', oid, 'create')`);
    expect([...schemas]).toEqual([]);
  });
});

describe.each(Object.keys(MATRIX))("%s", (table) => {
  it.each(owners)("$role", async (person) => {
    const other = owners[(person.index + 1) % owners.length] as Owner;
    const rights = MATRIX[table] ?? {};
    expect({ own: await tryAll(table, claimsOf(person), person), others: await tryAll(table, claimsOf(person), other) }).toEqual({
      own: expected(rights, person.role, true),
      others: expected(rights, person.role, false),
    });
  });

  it("is closed to someone without claims or with a made-up role", async () => {
    const nothing = { select: false, insert: false, update: false, delete: false };
    const owner = owners[0] as Owner;
    expect(await tryAll(table, "", owner)).toEqual(nothing);
    expect(await tryAll(table, JSON.stringify({ sub: "01900000-0000-7000-8000-ffffffffffff", misty_role: "owner" }), owner)).toEqual(nothing);
  });
});

describe("views", () => {
  it("can be read by every signed-in person and written by nobody", async () => {
    const views = await tables("'v', 'm'");
    expect(views.length).toBeGreaterThan(10);
    for (const view of views) {
      const name = `${view.schema}.${view.name}`;
      expect(name).toMatch(READABLE_VIEWS);
      const [rights] = await session.unsafe(`select has_table_privilege('authenticated', '${name}', 'select') as read, has_table_privilege('authenticated', '${name}', 'insert, update, delete') as write`);
      expect({ name, ...rights }).toEqual({ name, read: true, write: false });
    }
  });

  it("hold no personal column", async () => {
    const rows = await session.unsafe(`select table_name, column_name from information_schema.columns where table_schema = 'analytics_api'
      and column_name ~ '(^name$|email|phone|street|postcode|city|address|body|password|secret|customer_name)' order by 1, 2`);
    expect([...rows]).toEqual([]);
  });
});

describe("columns", () => {
  it.each(SECRET_COLUMNS)("%s is out of reach for everybody", async (name) => {
    const [table, column] = name.split(".") as [string, string];
    for (const person of owners) {
      await session`begin`;
      try {
        await become(claimsOf(person));
        expect(await reaches(`select ${column} from ${table}`)).toBe(false);
        expect(await reaches(`select * from ${table}`)).toBe(false);
        expect(await reaches(`select 1 from ${table} t where t.${column} is not null`)).toBe(false);
        expect(await reaches(`update ${table} set ${column} = null`)).toBe(false);
      } finally {
        await session`rollback`;
      }
    }
  });

  it("on_hand is out of reach even for the stock desk", async () => {
    await session`begin`;
    await become(claimsOf(owners[4] as Owner));
    expect(await reaches("update inventory set on_hand = 5")).toBe(false);
    await session`rollback`;
  });

  it("no right changes anything about a person but the name: role and state go through the services", async () => {
    const [row] = await session.unsafe(`select array_agg(column_name::text order by 1) as columns from information_schema.columns
      where table_schema = 'public' and table_name = 'users' and has_column_privilege('authenticated', 'users', column_name, 'update')`);
    expect(row?.["columns"]).toEqual(["name"]);
  });
});
