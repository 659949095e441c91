import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withRls, withSystem } from "../rls.ts";
import { addCustomer, asRole, openTestDatabase, type TestDatabase } from "../testing/index.ts";
import { beginningFolded, containingFolded, folded, foldText } from "./fold-text.ts";

const numRuns = Number(process.env["RUNS"] ?? 25);

let test: TestDatabase;

beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

const inSql = (texts: readonly string[]) =>
  withRls(test.db, asRole("staff"), async (tx) => {
    const rows = await tx.execute<{ folded: string }>(sql`select ${folded(sql`t.text`)} as folded from jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb) with ordinality as t(text, at) order by at`);
    return rows.map((row) => row.folded);
  });

describe("folding text", () => {
  it.each([
    ["Chloë", "chloe"],
    ["Chloe\u0308", "chloe"],
    ["NIELS-HENNING ØRSTED PEDERSEN", "niels-henning orsted pedersen"],
    ["Łukasz Żak", "lukasz zak"],
    ["Straße, Æther, Œuvre", "strasse, aether, oeuvre"],
    ["It’s “Blue” – really", `its "blue" - really`],
    ["J.J. O'Neill … ŉ", "jj oneill  n"],
    ["İstanbul ΟΔΟΣ", "istanbul οδοσ"],
    ["محمد 🎷", "محمد 🎷"],
    ["", ""],
  ])("makes %s %s", async (text, expected) => {
    expect(foldText(text)).toBe(expected);
    expect(await inSql([text])).toEqual([expected]);
  });

  it("is the same in the application and in the database, and folds nothing twice", async () => {
    const letters = fc.array(fc.integer({ min: 1, max: 0x24ff }).map((code) => String.fromCodePoint(code)), { maxLength: 12 }).map((all) => all.join(""));
    await fc.assert(
      fc.asyncProperty(fc.array(letters, { minLength: 1, maxLength: 40 }), async (texts) => {
        const expected = texts.map(foldText);
        expect(await inSql(texts)).toEqual(expected);
        expect(expected.map(foldText)).toEqual(expected);
      }),
      { numRuns },
    );
  });

  it("takes signs of a pattern for themselves", () => {
    expect(containingFolded("100%_\\")).toBe("%100\\%\\_\\\\%");
    expect(containingFolded("％")).toBe("%\\%%");
    expect(beginningFolded("É")).toBe("e%");
  });
});

describe("customers by a part of their name", () => {
  it("finds them however they are spelled, for everyone who is signed in and nobody else", async () => {
    const id = await withSystem(test.db, "prepare a test", (tx) => addCustomer(tx, { name: "Chloë Jørgensen" }));
    const find = (pattern: string) => withRls(test.db, asRole("staff"), (tx) => tx.execute<{ id: string }>(sql`select t.id from customers_named(${pattern}) as t(id)`));
    expect([...(await find(containingFolded("CHLOE JORG")))]).toEqual([{ id }]);
    expect([...(await find(containingFolded("chloë")))]).toEqual([{ id }]);
    expect([...(await find(containingFolded("chlöe x")))]).toEqual([]);
    expect([...(await withSystem(test.db, "prepare a test", (tx) => tx.execute(sql`select * from customers_named('%')`)))]).toEqual([]);
  });
});
