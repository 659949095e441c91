import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvFileName, csvLine, writeCsv } from "./csv.ts";

const read = async (rows: (string | null)[][]): Promise<string[][]> => {
  let text = "";
  for await (const piece of writeCsv({ columns: rows[0]?.map((_, index) => `c${index}`) ?? [], rows }, "all", new Date(0))) text += piece;
  const lines: string[][] = parse(text, { bom: true });
  return lines.slice(1).map((row) => row.slice(0, -2));
};

describe("csv", () => {
  it.each(["=1+1", "+49 30 1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", '=HYPERLINK("http://x")'])("makes a text of %j", (cell) => {
    const rows: string[][] = parse(csvLine([cell]));
    expect(rows).toEqual([[`'${cell}`]]);
  });

  it("comes back as it was, but for the apostrophe before a formula", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\t", ",", '"', "\n", "a", "1", ".") })), { minLength: 1, maxLength: 20 }), async (rows) => {
        const back = await read(rows);
        expect(back).toHaveLength(rows.length);
        rows.flat().forEach((cell, index) => {
          const found = back.flat()[index] ?? "";
          expect([cell, `'${cell}`]).toContain(found);
          const isNumber = /^-?\d+(\.\d+)?$/.test(found);
          if (!isNumber) expect(found).not.toMatch(/^[=+\-@\t\r\n]/);
        });
      }),
      { numRuns: Number(process.env["RUNS"] ?? 25) * 4 },
    );
  });

  it("leaves numbers numbers", () => {
    expect(csvLine(["-12.50", -3, "0.10", null, "1,5"])).toBe('-12.50,-3,0.10,,"1,5"\r\n');
  });

  it("names a file so that no system refuses it", () => {
    expect(csvFileName(["orders", "2026-10-24", "to", "2026-11-22", "search ../../x", null])).toBe("misty-orders-2026-10-24-to-2026-11-22-search-x.csv");
  });
});
