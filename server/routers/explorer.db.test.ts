import { parse } from "csv-parse/sync";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loader as explorerCsv } from "#app/routes/analytics.explorer[.]csv.ts";
import type { UserRole } from "#db/enums.ts";
import { readExplorerPage } from "#db/queries/explorer/read-page.ts";
import { resolveQuestion } from "#db/queries/explorer/resolve-question.ts";
import { findTable } from "#db/queries/explorer/tables.ts";
import { BY_HAND, handWritten } from "#db/queries/explorer/testing/by-hand.ts";
import { addOddShop } from "#db/queries/explorer/testing/odd-shop.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { asRole, openTestDatabase, runs, type TestDatabase } from "#db/testing/index.ts";
import { readExplorerSearch } from "../contracts/explorer.ts";
import { callAs, requestContextFor } from "../testing/caller.ts";

const NOW = new Date("2026-06-05T12:00:00Z");

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ settings: { timeZone: "Europe/Berlin" } });
  await withSystem(test.db, "a small shop with odd names", (tx) => addOddShop(tx));
});
afterAll(() => test.close());

const ask = (address: string) => readExplorerSearch(new URLSearchParams(address));
const byHand = (table: string, asked: Parameters<typeof handWritten>[1]) =>
  withSystem(test.db, "the rows by hand", (tx) => tx.execute<Record<string, string | null>>(sql.raw(handWritten(table, asked, "2026-06-05"))));

async function download(address: string, role: UserRole | null = "manager", signal?: AbortSignal) {
  const response = await explorerCsv({ request: new Request(`http://shop.test/analytics/explorer.csv?${address}`), params: {}, context: requestContextFor(test.db, role, NOW, signal) as never });
  return { response, name: /filename="(.*)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "" };
}

/** What `csvLine` makes of a value: texts that a spreadsheet would run get an apostrophe. */
const asWritten = (value: string | null): string => (value === null ? "" : /^[=+\-@\t\r\n]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value);

const question = fc.constantFrom(...Object.keys(BY_HAND)).chain((id) => {
  const known = Object.keys(BY_HAND[id]?.columns ?? {});
  return fc.record({
    id: fc.constant(id),
    columns: fc.shuffledSubarray(known, { minLength: 1 }),
    sort: fc.constantFrom(...known.filter((key) => findTable(id)?.columns.some((column) => column.key === key && column.sort))),
    dir: fc.constantFrom<"asc" | "desc">("asc", "desc"),
    search: fc.constantFrom("", "", "Same", "y", "Berlin"),
  });
});

describe("the file", () => {
  it("holds exactly the chosen columns and every row of the filter, in the page's order", async () => {
    await fc.assert(
      fc.asyncProperty(question, async ({ id, columns, sort, dir, search }) => {
        const address = new URLSearchParams({ table: id, cols: columns.join(","), sort, dir, q: search, after: "somewhere" });
        const { response } = await download(address.toString());
        const lines = parse(Buffer.from(await response.arrayBuffer()).toString("utf8"), { bom: true });
        const rows = await byHand(id, { columns, sort, dir, filters: [], search });
        expect(lines[0]).toEqual([...columns, "filter", "as_of"]);
        expect(lines.slice(1).map((line) => line.slice(0, columns.length))).toEqual(rows.map((row) => columns.map((_, at) => asWritten(row[`c${at}`] ?? null))));
        for (const line of lines.slice(1)) expect(line.at(-1)).toBe(NOW.toISOString());
      }),
      { numRuns: runs(), endOnFailure: true },
    );
  });

  it("says its filter in its name and its lines, and is written down", async () => {
    const { response, name } = await download("table=payments&cols=order_number,amount&f=amount:between:10..12&f=status:in:completed");
    const rows = parse<Record<string, string>>(await response.text(), { bom: true, columns: true });
    expect(name).toBe("misty-explorer-payments-amount-from-10-to-12-status-completed-by-paid-descending.csv");
    expect(new Set(rows.map((row) => row["filter"]))).toEqual(new Set(["Amount from 10 to 12, Status: completed, by Paid descending"]));
    const [act] = await withSystem(test.db, "the act", (tx) =>
      tx.execute<{ action: string; category: string; fields: string[]; details: { filter: string } }>(sql`
        select l.action, l.category, l.fields, d.details from activity_logs l join activity_details d on d.activity_id = l.id where l.category = 'exports' order by l.id desc limit 1`),
    );
    expect(act).toEqual({ action: "payments.exported", category: "exports", fields: ["order_number", "amount"], details: { filter: "Amount from 10 to 12, Status: completed, by Paid descending" } });
  });

  it("is for those who may read the table, and not written down for others", async () => {
    const count = () => withSystem(test.db, "count acts", async (tx) => (await tx.execute<{ n: number }>(sql`select count(*)::int as n from activity_logs where category = 'exports'`))[0]?.n);
    const before = await count();
    const refusal = await download("table=payments", "staff").catch((thrown: unknown) => thrown);
    expect((refusal as Response).status).toBe(403);
    const stranger = await download("table=orders", null).catch((thrown: unknown) => thrown);
    expect((stranger as Response).status).toBe(302);
    expect(await count()).toBe(before);
  });

  it("stops reading when the browser is gone", async () => {
    await withSystem(test.db, "more rows than one piece", (tx) => tx.execute(sql`insert into annotations (id, author_id, day, text) select gen_random_uuid(), (select id from users limit 1), '2026-01-01', 'Fair ' || n from generate_series(1, 6000) n`));
    const gone = new AbortController();
    const { response } = await download("table=annotations&cols=text", "staff", gone.signal);
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    gone.abort();
    let pieces = 0;
    while (!(await reader?.read())?.done) pieces += 1;
    expect(pieces).toBeLessThan(3);
    await withSystem(test.db, "as it was", (tx) => tx.execute(sql`delete from annotations where text ~ 'Fair \d+' and day = '2026-01-01'`));
  });
});

describe("the page", () => {
  it("answers nonsense with notices and rows", async () => {
    const caller = await callAs(test.db, "manager", NOW);
    const page = await caller.explorer.page(ask("table=nothing&cols=zzz,order_number&sort=customer&dir=up&f=colour:is:red&f=total:gt:much&f=total:like:5&f=status:in:gone&f=order_date:between:2026-02-31..&f=rubbish&after=%00abc&q=%00"));
    expect(page.table.id).toBe("orders");
    expect(page.columns).toEqual(["order_number"]);
    expect(page.sort).toBe("order_date");
    expect(page.filters).toEqual([]);
    expect(page.rows).toHaveLength(50);
    expect(page.notices).toHaveLength(10);
    for (const notice of page.notices) expect(notice).toMatch(/^[A-Z“].*\.$/);
  });

  it("never fails, whatever stands in the address", async () => {
    const caller = await callAs(test.db, "manager", NOW);
    const keys = fc.constantFrom("table", "cols", "col", "sort", "dir", "f", "q", "after", "before");
    const values = fc.oneof(fc.string({ maxLength: 30, unit: "binary" }), fc.constantFrom("orders", "customers", "total:gt:1e9", "total:eq:999999999999999", "order_number:eq:99999999999", "order_date:last:99999", "name:contains:\\", "number:lt:-1", "id:is:1", "raw:contains:%", "import_rows", "99999999999", "#1", "12,345"));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(keys, values), { maxLength: 8 }), async (pairs) => {
        const search = new URLSearchParams(pairs);
        const page = await caller.explorer.page(readExplorerSearch(search));
        expect(page.denied).toBeNull();
        await caller.explorer.size(readExplorerSearch(search));
      }),
      { numRuns: runs() * 2, endOnFailure: true },
    );
  });

  it("goes back to a whole first page", async () => {
    const caller = await callAs(test.db, "staff", NOW);
    const first = await caller.explorer.page(ask("table=orders"));
    const second = await caller.explorer.page({ ...ask("table=orders"), after: first.next ?? undefined });
    const back = await caller.explorer.page({ ...ask("table=orders"), before: second.previous ?? undefined });
    expect(back.rows).toEqual(first.rows);
    expect(back.previous).toBeNull();
    // Before a row in the middle of the first page stand fewer rows than a page holds.
    const { question: asked } = resolveQuestion(findTable("orders") as NonNullable<ReturnType<typeof findTable>>, { columns: [], filters: [], search: "" });
    const seven = await withRls(test.db, asRole("staff"), (tx) => readExplorerPage(tx, asked, { timeZone: "Europe/Berlin", today: "2026-06-05" }, { size: 7 }));
    const whole = await caller.explorer.page({ ...ask("table=orders"), before: seven.next ?? undefined });
    expect([whole.rows, whole.previous, whole.notices]).toEqual([first.rows, null, []]);
    expect(second.notices).toEqual([]);
  });

  it("tells who may not read a table so, with no row and no size", async () => {
    const staff = await callAs(test.db, "staff", NOW);
    const page = await staff.explorer.page(ask("table=payments&f=amount:gt:1"));
    expect(page.denied).toBe("Payments are for managers and admins.");
    expect(page.rows).toEqual([]);
    await expect(staff.explorer.size(ask("table=payments"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(staff.explorer.exportPage(ask("table=payments"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(staff.explorer.startExport(ask("table=payments"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await staff.explorer.tables()).tables.map(({ id }) => id)).not.toContain("payments");
  });

  it("counts what fits and shows long texts cut", async () => {
    const caller = await callAs(test.db, "marketing", NOW);
    const expected = await byHand("orders", { columns: ["total"], sort: "total", dir: "asc", filters: [{ column: "channel", op: "is", value: "WEB" }], search: "" });
    expect(await caller.explorer.size(ask("table=orders&f=channel:is:WEB"))).toMatchObject({ count: expected.length, counted: "exact" });
    await withSystem(test.db, "a long note", (tx) => tx.execute(sql`insert into customer_notes (id, customer_id, author_id, body) select gen_random_uuid(), (select id from customers limit 1), (select id from users limit 1), ${"🎷".repeat(900)}`));
    const page = await caller.explorer.page(ask("table=customer_notes&cols=body&f=body:contains:🎷🎷🎷"));
    expect([...(page.rows[0]?.cells[0] ?? "")]).toHaveLength(301);
    expect(page.rows[0]?.cells[0]?.endsWith("…")).toBe(true);
  });
});
