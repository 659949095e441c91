import { parseArgs } from "node:util";
import { loadDotEnv, readEnv } from "#server/env.ts";
import { benchBlockGrowth, benchBlocks } from "./blocks.ts";
import { benchBundle } from "./bundle.ts";
import { benchCaller } from "./caller.ts";
import { benchImport } from "./import.ts";
import { benchChat } from "./chat.ts";
import { benchExplorerPages } from "./explorer-pages.ts";
import type { Figure } from "./measure.ts";
import { benchOrderList } from "./order-list.ts";
import { benchGrowth, benchPanels } from "./panels.ts";
import { openEmbeddedPlace, openKeptPlace, openNativePlace, type Place } from "./place.ts";
import { benchRetrieval } from "./retrieval.ts";
import { benchSale } from "./sale.ts";
import { benchLoopLag, benchStart } from "./start.ts";
import { STRESS_LAST_DAY } from "./stress.ts";

/** Names on the command line, with the goals of the design that they measure. */
const BENCHES: Record<string, (place: Place) => AsyncIterable<Figure>> = {
  panels: benchPanels, // P1, the dashboard
  blocks: benchBlocks, // P1, every block of analytics
  growth: benchGrowth, // P2, the dashboard
  "block-growth": benchBlockGrowth, // P2, every block of analytics
  sale: benchSale, // P3
  caller: benchCaller, // P4
  import: benchImport, // P5
  retrieval: benchRetrieval, // P8
  "order-list": benchOrderList, // P9
  explorer: benchExplorerPages, // P9
  start: benchStart, // P10
  lag: benchLoopLag, // P10b
  bundle: benchBundle, // P11
  chat: benchChat, // P6, P7
};

/** What only reads, and so may run on shops that are kept. */
const READING = new Set(["panels", "blocks", "growth", "block-growth", "caller", "order-list", "explorer"]);

const USAGE = `npm run bench -- [all | ${Object.keys(BENCHES).join(" | ")}] [--sizes 10000,100000] [--json]
  --shop 100000=postgres://...  instead of loading: a stress shop loaded before with "npm run seed -- stress --orders 100000 --until ${STRESS_LAST_DAY}"; may be said
                                once per size, and goes with what only reads: ${[...READING].join(", ")}\n`;

/** "100000=postgres://..." by its number; null where one cannot be read. */
function readShops(given: readonly string[]): Map<number, string> | null {
  const shops = given.map((text) => /^(\d+)=(postgres(?:ql)?:\/\/.+)$/.exec(text));
  if (shops.includes(null)) return null;
  return new Map(shops.map((match) => [Number(match?.[1]), match?.[2] ?? ""]));
}

const show = (value: number | null, digits = 1): string => (value === null ? "" : value.toLocaleString("en", { maximumFractionDigits: digits }));

const cellsOf = (f: Figure): string[] => [f.id, show(f.size, 0), `${show(f.ours)} ${f.unit}`, f.other === null ? "" : `${show(f.other)} ${f.unit}`, show(f.ratio, 3), f.goal, f.reached ? "yes" : "no", f.equal === null ? "" : f.equal ? "yes" : "NO", f.note ?? ""];

function printTable(figures: Figure[]): void {
  const rows = figures.map(cellsOf);
  const all = [["what", "size", "ours", "other", "ratio", "goal", "reached", "equal", ""], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of all) process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()}\n`);
}

/** Runs the benches named on the command line at one place after the other. Returns the exit code. */
async function main(): Promise<number> {
  loadDotEnv();
  const env = readEnv();
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean" }, sizes: { type: "string" }, shop: { type: "string", multiple: true } } });
  const shops = readShops(values.shop ?? []);
  const known = Object.keys(BENCHES).filter((name) => !shops?.size || READING.has(name));
  const names = positionals.length === 0 || positionals.includes("all") ? known : positionals;
  const unknown = names.filter((name) => !known.includes(name));
  const sizes = values.sizes?.split(",").map(Number);
  if (!shops || unknown.length > 0 || sizes?.some((size) => !Number.isInteger(size) || size < 100)) {
    process.stderr.write(USAGE);
    return 1;
  }
  const places: (() => Promise<Place>)[] = shops.size > 0 ? [() => Promise.resolve(openKeptPlace(shops))] : [() => openEmbeddedPlace(sizes ?? [10_000, 100_000])];
  const { TEST_DATABASE_URL } = env;
  if (shops.size > 0) process.stderr.write("Measured on shops that were loaded before.\n");
  else if (TEST_DATABASE_URL) places.unshift(() => openNativePlace(TEST_DATABASE_URL, sizes ?? [10_000, 100_000, 1_000_000]));
  else process.stderr.write("TEST_DATABASE_URL is not set: measured on the embedded database only.\n");

  const figures: Figure[] = [];
  for (const openPlace of places) {
    const place = await openPlace();
    try {
      for (const name of names) {
        process.stderr.write(`${place.kind}: ${name} ...\n`);
        const bench = BENCHES[name];
        if (!bench) continue;
        for await (const figure of bench(place)) {
          // At once: what was measured is not lost when the run is cut short.
          process.stderr.write(`  ${cellsOf(figure).filter(Boolean).join(" | ")}\n`);
          figures.push(figure);
        }
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
