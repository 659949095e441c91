import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USER_ROLES } from "../../../enums.ts";
import { withRls, withSystem } from "../../../rls.ts";
import { asRole, openTestDatabase, runs, type TestDatabase } from "../../../testing/index.ts";
import { randomHistory, writeHistory } from "../../../testing/random-history.ts";
import { rfmGroups } from "../../customers/rfm.ts";
import { customerFrequencies } from "../../customers/frequency.ts";
import { expectDrills, expectRaw, expectTable } from "../testing/check-block.ts";
import { asked, randomQuestion } from "../testing/random-question.ts";
import { RAW_CUSTOMERS } from "../testing/raw-customers.ts";
import { sql } from "drizzle-orm";
import { customers } from "../../../schema/index.ts";
import { CUSTOMERS_BLOCKS } from "./index.ts";

/** When the four customers of a history joined: some before, some after their orders, some nobody knows when. */
const joined = fc.array(fc.option(fc.constantFrom("2025-06-01T10:00:00Z", "2026-03-29T22:30:00Z", "2026-12-31T23:30:00Z").map((at) => new Date(at)), { nil: null }), { minLength: 4, maxLength: 4 });

describe("the blocks of the tab customers", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ settings: { timeZone: "Europe/Berlin" } });
  });
  afterAll(() => test.close());

  it("are what hand-written SQL says for every choice, the same for every role, and their rows add up to them", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, joined, randomQuestion, async (history, since, question) => {
        const raw = await withSystem(test.db, "write a random history and count it by hand", async (tx) => {
          await writeHistory(tx, history);
          const ids = await tx.execute<{ id: string }>(sql`select id from customers order by number`);
          for (const [index, { id }] of ids.entries()) await tx.update(customers).set({ customerSince: since[index] ?? null }).where(sql`id = ${id}`);
          await tx.execute(sql`select set_config('jit', 'off', true)`);
          const found = new Map<string, Awaited<ReturnType<(typeof RAW_CUSTOMERS)[string]>>>();
          for (const block of CUSTOMERS_BLOCKS) for (const one of asked(block, question)) found.set(`${block.id} ${one.by}`, (await RAW_CUSTOMERS[block.id]?.(tx, one)) ?? {});
          return found;
        });
        for (const role of USER_ROLES) {
          await withRls(test.db, asRole(role), async (tx) => {
            for (const block of CUSTOMERS_BLOCKS) {
              for (const one of asked(block, question)) {
                const name = `${role}: ${block.id} by ${one.by}`;
                const data = await block.read(tx, one);
                expectTable(data, name);
                expectRaw(data, raw.get(`${block.id} ${one.by}`) ?? {}, name);
                if (role === "staff") await expectDrills(tx, data, name);
              }
            }
          });
        }
      }),
      { numRuns: Math.ceil(runs() / 4), endOnFailure: true },
    );
  });

  it("has every customer in exactly one group and one frequency, and a value that only grows with age", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, randomQuestion, async (history, question) => {
        await withSystem(test.db, "write a random history", (tx) => writeHistory(tx, history));
        await withRls(test.db, asRole("marketing"), async (tx) => {
          const day = question.frame.now.to;
          for (const set of [rfmGroups(day), customerFrequencies(question.frame.now)]) {
            const [counts] = await tx.execute<{ rows: number; people: number; all: number }>(
              sql`select count(*)::int as rows, count(distinct customer_id)::int as people, (select count(*) from customers)::int as all from (${set}) x`,
            );
            // Nobody noted when these customers joined: all are known on any day, except who bought later only.
            const [later] = await tx.execute<{ later: number }>(sql`select count(*)::int as later from analytics_api.customer_history where first_order_day > ${day}::date`);
            expect(counts).toEqual({ rows: (counts?.all ?? 0) - (later?.later ?? 0), people: counts?.rows, all: 4 });
          }
          const scores = await tx.execute<{ equal: boolean }>(sql`
            select bool_and((a.days_since <> b.days_since or a.r = b.r) and (a.orders <> b.orders or a.f = b.f) and (a.revenue <> b.revenue or a.m = b.m)
              and (a.days_since >= b.days_since or a.r >= b.r) and (a.orders <= b.orders or a.f >= b.f) and (a.revenue <= b.revenue or a.m >= b.m)) as equal
            from (${rfmGroups(day)}) a cross join (${rfmGroups(day)}) b where a.r is not null and b.r is not null`);
          expect(scores[0]?.equal ?? true).toBe(true);
          const value = CUSTOMERS_BLOCKS.find((block) => block.id === "lifetime-value");
          const data = await value?.read(tx, { ...question, by: "month" });
          for (const row of data?.rows ?? []) {
            const grown = ["m1", "m3", "m6", "m12", "m24", "to_date"].flatMap((key) => (row.cells[key] === null ? [] : [Number(row.cells[key])]));
            expect(grown).toEqual([...grown].sort((a, b) => a - b));
          }
        });
      }),
      { numRuns: Math.ceil(runs() / 2), endOnFailure: true },
    );
  });
});
