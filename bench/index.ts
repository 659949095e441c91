import { parseArgs } from "node:util";
import { loadDotEnv, readEnv } from "#server/env.ts";
import { benchBundle } from "./bundle.ts";
import { benchCaller } from "./caller.ts";
import { benchImport } from "./import.ts";
import { benchChat } from "./chat.ts";
import type { Figure } from "./measure.ts";
import { benchOrderList } from "./order-list.ts";
import { benchGrowth, benchPanels } from "./panels.ts";
import { openEmbeddedPlace, openNativePlace, type Place } from "./place.ts";
import { benchSale } from "./sale.ts";
import { benchLoopLag, benchStart } from "./start.ts";

/** Names on the command line, with the goals of the design that they measure. */
const BENCHES: Record<string, (place: Place) => Promise<Figure[]>> = {
  panels: benchPanels, // P1
  growth: benchGrowth, // P2
  sale: benchSale, // P3
  caller: benchCaller, // P4
  import: benchImport, // P5
  "order-list": benchOrderList, // P9
  start: benchStart, // P10
  lag: benchLoopLag, // P10b
  bundle: benchBundle, // P11
  chat: benchChat, // P6, P7
};

const USAGE = `npm run bench -- [all | ${Object.keys(BENCHES).join(" | ")}] [--sizes 10000,100000] [--json]\n`;

const show = (value: number | null, digits = 1): string => (value === null ? "" : value.toLocaleString("en", { maximumFractionDigits: digits }));

function printTable(figures: Figure[]): void {
  const rows = figures.map((f) => [f.id, show(f.size, 0), `${show(f.ours)} ${f.unit}`, f.other === null ? "" : `${show(f.other)} ${f.unit}`, show(f.ratio, 3), f.goal, f.reached ? "yes" : "no", f.equal === null ? "" : f.equal ? "yes" : "NO", f.note ?? ""]);
  const all = [["what", "size", "ours", "other", "ratio", "goal", "reached", "equal", ""], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of all) process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()}\n`);
}

/** Runs the benches named on the command line at one place after the other. Returns the exit code. */
async function main(): Promise<number> {
  loadDotEnv();
  const env = readEnv();
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean" }, sizes: { type: "string" } } });
  const names = positionals.length === 0 || positionals.includes("all") ? Object.keys(BENCHES) : positionals;
  const unknown = names.filter((name) => !(name in BENCHES));
  const sizes = values.sizes?.split(",").map(Number);
  if (unknown.length > 0 || sizes?.some((size) => !Number.isInteger(size) || size < 100)) {
    process.stderr.write(USAGE);
    return 1;
  }
  const places: (() => Promise<Place>)[] = [() => openEmbeddedPlace(sizes ?? [10_000, 100_000])];
  const { TEST_DATABASE_URL } = env;
  if (TEST_DATABASE_URL) places.unshift(() => openNativePlace(TEST_DATABASE_URL, sizes ?? [10_000, 100_000, 1_000_000]));
  else process.stderr.write("TEST_DATABASE_URL is not set: measured on the embedded database only.\n");

  const figures: Figure[] = [];
  for (const openPlace of places) {
    const place = await openPlace();
    try {
      for (const name of names) {
        process.stderr.write(`${place.kind}: ${name} ...\n`);
        figures.push(...((await BENCHES[name]?.(place)) ?? []));
      }
    } finally {
      await place.close();
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else printTable(figures);
  return figures.some((figure) => figure.equal === false) ? 1 : 0;
}

process.exitCode = await main();
