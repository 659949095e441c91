import { expect } from "vitest";
import type { Tx } from "../../../client.ts";
import { sumRows } from "../../rows/sum-rows.ts";
import type { BlockData } from "../block.ts";
import type { RawBlock } from "./raw.ts";

/** A block's table holds what its hand-written reference says, row by row and cell by cell, and nothing else. */
export function expectRaw(data: BlockData, raw: Awaited<ReturnType<RawBlock>>, name: string): void {
  expect(data.rows.map((row) => row.key).sort(), name).toEqual(Object.keys(raw).sort());
  for (const row of data.rows) {
    const expected = raw[row.key] ?? {};
    expect(Object.fromEntries(Object.keys(expected).map((column) => [column, row.cells[column]])), `${name}, row ${row.key}`).toEqual(expected);
  }
}

/** What every table must be, whatever stands in it. */
export function expectTable(data: BlockData, name: string): void {
  const keys = data.columns.map((column) => column.key);
  expect(new Set(keys).size, name).toBe(keys.length);
  expect(new Set(data.rows.map((row) => row.key)).size, name).toBe(data.rows.length);
  expect(data.total, name).toBeGreaterThanOrEqual(data.rows.length);
  for (const row of data.rows) {
    expect(Object.keys(row.cells).sort(), name).toEqual([...keys].sort());
    for (const column of Object.keys(row.drills ?? {})) expect(keys, name).toContain(column);
  }
  const chart = data.chart;
  if (!chart) return;
  const used = chart.kind === "time" ? [chart.x, "end", ...chart.y, ...(chart.before ? [chart.before] : [])] : chart.kind === "heat" ? [chart.label, ...chart.columns] : [chart.label, chart.value];
  for (const column of used) expect(keys, `${name}: column ${column} of its chart`).toContain(column);
}

/** The rows behind every cell that names a sum add up to the cell. */
export async function expectDrills(tx: Tx, data: BlockData, name: string): Promise<void> {
  for (const row of data.rows) {
    for (const [column, drill] of Object.entries(row.drills ?? {})) {
      if (drill.measure === null) continue;
      const sums: Record<string, string | null | undefined> = await sumRows(tx, drill.set, { days: drill.days, ...drill.narrow });
      expect(Number(sums[drill.measure]), `${name}, row ${row.key}, ${column}: ${drill.set}`).toBe(Number(row.cells[column]));
    }
  }
}

