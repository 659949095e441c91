import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USER_ROLES } from "#db/enums.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { asRole, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { MATRIX, SECRET_COLUMNS } from "#db/testing/rls-matrix.ts";
import type { ColumnKind } from "./definition.ts";
import { addOddShop } from "./testing/odd-shop.ts";
import { EXPLORER_TABLES } from "./tables.ts";

/* What the definitions say is what the database has: columns, kinds, indexes, rights. */

interface PgColumn {
  name: string;
  type: string;
  notNull: boolean;
}

let test: TestDatabase;
let columns: Map<string, PgColumn[]>;
let indexes: { table: string; keys: string[]; isUnique: boolean }[];

beforeAll(async () => {
  test = await openTestDatabase();
  await withSystem(test.db, "read the catalogue", async (tx) => {
    await addOddShop(tx);
    const found = await tx.execute<{ relation: string; name: string; type: string; not_null: boolean }>(sql`
      select n.nspname || '.' || c.relname as relation, a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as not_null
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'explorer') and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped`);
    columns = new Map();
    for (const { relation, name, type, not_null } of found) columns.set(relation, [...(columns.get(relation) ?? []), { name, type, notNull: not_null }]);
    const listed = await tx.execute<{ table: string; keys: string[]; is_unique: boolean }>(sql`
      select c.relname as table, array(select pg_get_indexdef(i.indexrelid, k, true) from generate_series(1, i.indnkeyatts) k order by k) as keys, i.indisunique as is_unique
      from pg_index i join pg_class c on c.oid = i.indrelid where i.indisvalid and i.indpred is null and c.relnamespace = 'public'::regnamespace`);
    indexes = listed.map(({ table, keys, is_unique }) => ({ table, keys: keys.map((key) => key.replaceAll('"', "")), isUnique: is_unique }));
  });
});
afterAll(() => test.close());

const KINDS: Record<ColumnKind, RegExp> = {
  text: /^(text|character)$/,
  number: /^(integer|bigint|smallint|numeric)$/,
  money: /^numeric$/,
  day: /^date$/,
  time: /^timestamp with time zone$/,
  boolean: /^boolean$/,
  enum: /./,
  id: /^uuid$/,
};

describe.each(EXPLORER_TABLES.map((table) => [table.id, table] as const))("%s", (id, table) => {
  it("shows every column of its table or says why not, and nothing secret", () => {
    const own = (columns.get(`public.${id}`) ?? []).map(({ name }) => name);
    const shown = table.columns.flatMap(({ key, of }) => of ?? [key]);
    expect([...new Set([...shown, ...Object.keys(table.leftOut)])].sort()).toEqual(own.toSorted());
    expect(Object.keys(table.leftOut).filter((key) => shown.includes(key))).toEqual([]);
    for (const reason of Object.values(table.leftOut)) expect(reason).toMatch(/^[A-Z].*\.$/);
    const secret = SECRET_COLUMNS.map((name) => name.split(".")[1]);
    expect(table.columns.filter(({ key, shows }) => secret.includes(key) || /hash|secret|token|password|salt/.test(`${key} ${shows}`))).toEqual([]);
  });

  it("has its columns in the view, of the kinds it names", async () => {
    const view = new Map((columns.get(`explorer.${id}`) ?? []).map((column) => [column.name, column]));
    const own = new Map((columns.get(`public.${id}`) ?? []).map((column) => [column.name, column]));
    expect(new Set(table.columns.map(({ key }) => key)).size).toBe(table.columns.length);
    for (const column of table.columns) {
      expect({ key: column.key, type: view.get(column.key)?.type }).toEqual({ key: column.key, type: expect.stringMatching(KINDS[column.kind]) as string });
      if (column.shows) expect(view.has(column.shows)).toBe(true);
      if (column.link) expect(view.has(column.link.by)).toBe(true);
      if (column.kind === "number") expect(column.whole ?? false).toBe(view.get(column.key)?.type !== "numeric");
      const base = column.of === undefined ? own.get(column.key) : undefined;
      if (base) expect({ key: column.key, nullable: column.nullable ?? false }).toEqual({ key: column.key, nullable: !base.notNull });
      if (column.kind === "enum") {
        const values = await withSystem(test.db, "the values of an enumeration", (tx) => tx.execute<{ value: string }>(sql`select unnest(enum_range(null::${sql.raw(view.get(column.key)?.type ?? "")}))::text as value`));
        expect(values.map(({ value }) => value)).toEqual([...(column.values ?? [])]);
      }
    }
    for (const key of [table.start.column, table.newest]) expect(table.columns.some((column) => column.key === key)).toBe(true);
    expect(table.columns.find(({ key }) => key === table.start.column)?.sort).toBeDefined();
    expect(table.columns.some(({ first }) => first)).toBe(true);
  });

  it("is sorted only by what an index holds in that order, down to a key that no two rows share", () => {
    /** Where a key of the view stands: the expressions behind its few renamed columns. */
    const expressions: Record<string, string> = { name_start: "left(name, 200)", title_start: "left(title, 200)", email_lower: "lower(email)" };
    for (const { key, sort, nullable } of table.columns) {
      if (!sort) continue;
      const wanted = sort.keys.map(({ column }) => expressions[column] ?? column);
      expect(table.identity.every(({ column }) => sort.keys.some((part) => part.column === column)) || sort.keys.length === 1 || sort.through === true).toBe(true);
      if (sort.through) {
        // Orders by their day, then the lines of each.
        expect(indexes.some((index) => index.table === "orders" && index.keys.join() === "order_date,id")).toBe(true);
        expect(indexes.some((index) => index.table === "order_items" && index.keys.join() === wanted.slice(1).join() && index.isUnique)).toBe(true);
        continue;
      }
      const index = indexes.find((one) => one.table === id && one.keys.slice(0, wanted.length).join() === wanted.join());
      expect({ key, index: index?.keys }).toEqual({ key, index: expect.any(Array) as string[] });
      if (sort.keys.length === 1) expect(indexes.some((one) => one.table === id && one.keys.join() === wanted.join() && one.isUnique)).toBe(true);
      expect({ key, nullable: sort.nullable ?? false }).toEqual({ key, nullable: nullable ?? false });
    }
  });

  it.each(USER_ROLES)("gives %s rows where the policies do, in the view as in the table", async (role) => {
    const may = table.roles.includes(role);
    expect(MATRIX[id]?.select?.[role]).toBe(may ? "all" : undefined);
    const counts = await withRls(test.db, asRole(role), async (tx) => {
      const [row] = await tx.execute<{ table: number; view: number }>(sql`select (select count(*)::int from ${sql.identifier(id)}) as table, (select count(*)::int from explorer.${sql.identifier(id)}) as view`);
      return row;
    });
    if (may) expect(counts?.view).toBeGreaterThan(0);
    else expect(counts).toEqual({ table: 0, view: 0 });
    // Signing in is nobody else's business, except of those who look after the shop.
    if (id === "activity_logs" && !["manager", "admin"].includes(role)) expect(counts?.view).toBeLessThan(counts?.table ?? 0);
    else expect(counts?.view).toBe(counts?.table);
  });

  it("names who may read it for those who may not", () => {
    expect(table.refusal !== undefined).toBe(table.roles.length < USER_ROLES.length);
  });
});

it("gives nobody a row who has no role", async () => {
  for (const table of EXPLORER_TABLES) {
    const rows = await withRls(test.db, { id: "01900000-0000-7000-8000-ffffffffffff", role: "owner" as never }, (tx) => tx.execute(sql`select 1 from explorer.${sql.identifier(table.id)} limit 1`));
    expect(rows).toHaveLength(0);
  }
});
