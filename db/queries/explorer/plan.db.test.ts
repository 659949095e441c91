import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withRls, withSystem } from "#db/rls.ts";
import { asRole, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import type { ShopDays } from "./filters.ts";
import type { Direction } from "./keyset.ts";
import { explorerPageSql, type ExplorerQuestion, readExplorerPage } from "./read-page.ts";
import { resolveQuestion } from "./resolve-question.ts";
import { findTable } from "./tables.ts";

/* A page far down reads as few blocks as the first, by an index, under the reader's own rights. */

const SHOP: ShopDays = { timeZone: "Europe/Berlin", today: "2026-06-30" };
const ORDERS = 20_000;
const CUSTOMERS = 12_000;
const BIG = ["orders", "order_items", "payments", "customers"];

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await withSystem(test.db, "twenty thousand orders", async (tx) => {
    const uuid = (of: string, n: string) => sql.raw(`('01900000-0000-7000-8${of}-' || lpad(to_hex(${n}), 12, '0'))::uuid`);
    await tx.execute(sql`insert into customers (id, name, customer_since) select ${uuid("001", "n")}, case when n % 5 > 0 then 'Customer ' || md5(n::text) end, '2020-01-01' from generate_series(1, ${sql.raw(String(CUSTOMERS))}) n`);
    await tx.execute(sql`insert into orders (id, customer_id, status, channel, order_date, currency, total)
      select ${uuid("002", "n")}, ${uuid("001", `1 + n % ${CUSTOMERS}`)}, 'completed', case when n % 3 = 0 then 'web' else 'shop' end, '2020-01-01'::timestamptz + (n / 3) * interval '1 hour', 'EUR', 10 + n % 500 from generate_series(1, ${sql.raw(String(ORDERS))}) n`);
    await tx.execute(sql`insert into order_items (id, order_id, position, quantity, unit_price, line_total)
      select ${uuid("003", "2 * n + p")}, ${uuid("002", "n")}, p, 1, 10, n % 700 from generate_series(1, ${sql.raw(String(ORDERS))}) n cross join generate_series(1, 2) p`);
    await tx.execute(sql`insert into payments (id, order_id, status, method, amount, payment_date) select ${uuid("004", "n")}, ${uuid("002", "n")}, 'completed', 'card', 10 + n % 300, '2020-01-01'::timestamptz + n * interval '1 minute' from generate_series(1, ${sql.raw(String(ORDERS))}) n`);
    await tx.execute(sql`analyze`);
  });
});
afterAll(() => test.close());

interface Node {
  "Node Type": string;
  "Relation Name"?: string;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: Node[];
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** What reading a page touched: tables read from end to end, and blocks. */
async function explain(question: ExplorerQuestion, request: { size: number; cursor?: string | undefined; back?: boolean }): Promise<{ scanned: string[]; blocks: number }> {
  const { statement } = explorerPageSql(question, SHOP, request);
  const [row] = await withRls(test.db, asRole("manager"), (tx) => tx.execute<{ "QUERY PLAN": [{ Plan: Node }] | string }>(sql`explain (analyze, buffers, format json) ${statement}`));
  const found = row?.["QUERY PLAN"];
  const [{ Plan }] = (typeof found === "string" ? JSON.parse(found) : found) as [{ Plan: Node }];
  const scanned = nodesOf(Plan).filter((node) => node["Node Type"] === "Seq Scan" && BIG.includes(node["Relation Name"] ?? "")).map((node) => node["Relation Name"] ?? "");
  return { scanned, blocks: Plan["Shared Hit Blocks"] + Plan["Shared Read Blocks"] };
}

/** A cursor far down the list, as somebody who paged all the way would have it. */
const farCursor = (question: ExplorerQuestion) =>
  withRls(test.db, asRole("manager"), async (tx) => {
    // The same list the other way round, a hundred pages in: so far from the end, and farther from the beginning.
    const mirrored = { ...question, dir: question.dir === "asc" ? ("desc" as const) : ("asc" as const) };
    return (await readExplorerPage(tx, mirrored, SHOP, { size: 5_000 })).next ?? undefined;
  });

const sorts = BIG.flatMap((id) => (findTable(id)?.columns ?? []).filter(({ sort }) => sort).map(({ key }) => [id, key] as const)).flatMap(([id, key]) => (["asc", "desc"] as const).map((dir) => [id, key, dir] as const));

describe.each(sorts)("%s by %s %s", (id, sort, dir: Direction) => {
  it("costs far down what it costs at the beginning, both ways", async () => {
    const table = findTable(id);
    if (!table) throw new Error(`the explorer has no ${id}`);
    const { question } = resolveQuestion(table, { columns: [], sort, dir, filters: [], search: "" });
    const first = await explain(question, { size: 50 });
    const cursor = await farCursor(question);
    expect(cursor).toBeDefined();
    const far = await explain(question, { size: 50, cursor });
    const back = await explain(question, { size: 50, cursor, back: true });
    expect([first.scanned, far.scanned, back.scanned]).toEqual([[], [], []]);
    // Rows far down lie elsewhere on the disk, so a few blocks more or less; never the thousands before them.
    for (const page of [far, back]) expect(page.blocks).toBeLessThan(first.blocks * 2 + 120);
  });
});

it.each([
  ["orders", "17"],
  ["customers", "c4ca4238"],
  ["order_items", "17"],
])("finds in %s what was typed (%s) by an index", async (id, search) => {
  const table = findTable(id);
  if (!table) throw new Error(`the explorer has no ${id}`);
  const { question } = resolveQuestion(table, { columns: [], filters: [], search });
  expect(await explain(question, { size: 50 })).toMatchObject({ scanned: [] });
});
