import { z } from "zod/v4";
import { FileFault, ValueFault } from "../faults.ts";
import { planImport } from "../formats/recognise.ts";
import { transactionMapping } from "../formats/transaction-mapping.ts";
import { readHeader } from "../reader/read-table.ts";
import type { ImportOptions } from "../types.ts";
import type { Sample } from "./sample-file.ts";

const SHOWN = 8;

/** The first rows as they would come in. */
export interface PreviewTable {
  heads: string[];
  rows: { line: number; cells: string[]; fault: { column: string | null; message: string } | null }[];
  /** Of the rows that were looked at, how many would be refused, and how many were looked at. */
  refused: number;
  looked: number;
  /** Why the file as a whole would be refused. */
  fault: string | null;
}

const purchase = z.object({
  customer: z.string().optional(),
  email: z.string().optional(),
  name: z.string().optional(),
  order: z.string().optional(),
  title: z.string().optional(),
  day: z.string().optional(),
  at: z.string().optional(),
  instant: z.string().optional(),
  quantity: z.number(),
  tax: z.string().optional(),
  amount: z.string(),
});
type Purchase = z.output<typeof purchase>;

/** What of a purchase is shown, in this order; what the mapping does not name is left out. */
const SHOWN_FIELDS: readonly { head: string; needs?: "order" | "title" | "tax"; say: (row: Purchase) => string }[] = [
  { head: "Day", say: ({ day, at, instant }) => day ?? at ?? instant?.replace("T", " ").replace(".000Z", " UTC") ?? "" },
  { head: "Order", needs: "order", say: ({ order }) => order ?? "" },
  { head: "Customer", say: ({ name, email, customer }) => name ?? email ?? customer ?? "walk-in" },
  { head: "Title", needs: "title", say: ({ title }) => title ?? "" },
  { head: "Copies", say: ({ quantity }) => String(quantity) },
  { head: "Tax", needs: "tax", say: ({ tax }) => tax ?? "" },
  { head: "Amount", say: ({ amount }) => amount },
];
const orderLine = z.object({ head: z.object({ created_at: z.string(), total: z.string() }).nullable(), line: z.object({ quantity: z.number(), name: z.string(), price: z.string() }).nullable() });

/** Reads the sampled rows exactly as the import will. Refused ones come first among those shown, so that they are seen. */
export async function previewRows(path: string, options: ImportOptions, sample: Sample): Promise<PreviewTable | null> {
  const plan = await planImport(path, options);
  const [table] = plan.tables;
  if (!table) return null;
  const isOrders = plan.format === "shopify-orders";
  const named = transactionMapping.safeParse(options.mapping).data?.columns;
  const fields = SHOWN_FIELDS.filter(({ needs }) => needs === undefined || named?.[needs] !== undefined);
  const heads = isOrders ? ["Order", "Placed", "Item", "Copies", "Price", "Order total"] : fields.map(({ head }) => head);
  const rows: PreviewTable["rows"] = [];
  if (sample.tooWide) return { heads, rows: [], refused: 0, looked: 0, fault: "The file has more columns than can be read; is it cut by another sign?" };
  try {
    const columns = sample.header ? readHeader(sample.columns, table) : new Map(sample.columns.map((name, at) => [name, at]));
    const read = table.bind((name) => columns.get(name.trim().toLowerCase()) ?? -1);
    for (const { line, cells } of sample.rows) {
      try {
        const { key, data } = read(cells);
        rows.push({ line, cells: isOrders ? sayOrder(key, data) : fields.map(({ say }) => say(purchase.parse(JSON.parse(data)))), fault: null });
      } catch (error) {
        if (!(error instanceof ValueFault)) throw error;
        rows.push({ line, cells: cells.slice(0, heads.length).map((cell) => cell.slice(0, 60)), fault: { column: error.column, message: error.message } });
      }
    }
  } catch (error) {
    if (error instanceof FileFault) return { heads, rows: [], refused: 0, looked: sample.rows.length, fault: error.message };
    throw error;
  }
  const bad = rows.filter(({ fault }) => fault !== null);
  const shown = [...bad.slice(0, SHOWN / 2), ...rows.filter(({ fault }) => fault === null)].slice(0, SHOWN).sort((a, b) => a.line - b.line);
  return { heads, rows: shown, refused: bad.length, looked: rows.length, fault: null };
}

function sayOrder(key: string | null, data: string): string[] {
  const { head, line } = orderLine.parse(JSON.parse(data));
  return [key ?? "", head?.created_at.slice(0, 10) ?? "", line?.name ?? "", line ? String(line.quantity) : "", line?.price ?? "", head?.total ?? ""];
}
