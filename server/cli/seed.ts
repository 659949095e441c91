import { parseArgs } from "node:util";
import { dayFromIso, isoDayAt, isoFromDay } from "#db/seed/days.ts";
import { LivingDemo } from "#db/seed/living-demo.ts";
import { DatabaseInUseError, readOrigin } from "#db/seed/load/settings.ts";
import { declareEmpty, DEFAULT_SEED, seedDatabase } from "#db/seed/seed-database.ts";
import { seedStress } from "#db/seed/seed-stress.ts";
import { withSystem } from "#db/rls.ts";
import { ensureDemoPeople } from "../auth/demo-people.ts";
import { PasswordHasher } from "../auth/passwords.ts";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { openDatabase } from "../open-database.ts";
import { runCommand } from "./run-command.ts";

const USAGE = `npm run seed -- demo|empty|stress [--orders N] [--seed S] [--until DAY] [--yes]
  demo    the demo shop: about 14,000 orders over 36 months
  empty   genres and settings only, declared empty, for a real shop
  stress  the same shape with --orders N orders (default 100,000)`;

const SCENARIOS = ["demo", "empty", "stress"] as const;
const DEFAULT_STRESS_ORDERS = 100_000;
const MOST_ORDERS = 20_000_000;

interface Wishes {
  scenario: (typeof SCENARIOS)[number];
  orders: number | undefined;
  seed: number | undefined;
  until: string | undefined;
  yes: boolean;
}

function wholeNumber(option: string, given: string | undefined, low: number, high: number): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!Number.isInteger(value) || value < low || value > high) throw new AppError("BAD_REQUEST", `--${option} must be a whole number from ${low} to ${high.toLocaleString("en")}, not "${given}".`);
  return value;
}

function readWishes(args: string[]): Wishes {
  let parsed;
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { orders: { type: "string" }, seed: { type: "string" }, until: { type: "string" }, yes: { type: "boolean", default: false } } });
  } catch (error) {
    throw new AppError("BAD_REQUEST", `${error instanceof Error ? error.message : "Unknown option"}\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  const scenario = SCENARIOS.find((name) => name === positionals[0]);
  if (!scenario || positionals.length !== 1) throw new AppError("BAD_REQUEST", USAGE);
  const { until } = values;
  if (until !== undefined && (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(`${until}T00:00:00Z`)))) {
    throw new AppError("BAD_REQUEST", `--until must be a day like 2026-06-30, not "${until}".`);
  }
  if (scenario !== "stress" && values.orders !== undefined) throw new AppError("BAD_REQUEST", "--orders goes with stress only.");
  return { scenario, orders: wholeNumber("orders", values.orders, 1_000, MOST_ORDERS), seed: wholeNumber("seed", values.seed, 0, 2_147_483_647), until, yes: values.yes };
}

async function seed(env: Env, wishes: Wishes): Promise<void> {
  if (!env.demo && !wishes.yes) {
    throw new AppError("BAD_REQUEST", `This is not a demo: "${wishes.scenario}" would be written into a real shop's database. Say --yes if that is what you want.`);
  }
  const opened = await openDatabase(env, { purpose: "command", exclusive: true });
  const log = (words: string) => process.stderr.write(`${words}\n`);
  try {
    const { db } = opened;
    const now = env.fixedNow ?? new Date();
    await opened.withQueryLimit(600_000, async () => {
      if (wishes.scenario === "empty") {
        await declareEmpty(db, wishes.seed);
        log("Declared empty: genres and settings only. Start the shop and import your own data.");
        return;
      }
      const { timeZone } = await withSystem(db, "which day is it", (tx) => readOrigin(tx), { readOnly: true });
      const today = isoDayAt(now, timeZone);
      // The history names the demo's people, so they come first; outside the demo there are none.
      if (env.demo) await ensureDemoPeople({ env, db, passwords: new PasswordHasher() }, now);
      const seedNumber = wishes.seed ?? DEFAULT_SEED;
      if (wishes.scenario === "stress") {
        await seedStress(db, { until: wishes.until ?? today, seed: seedNumber, orders: wishes.orders ?? DEFAULT_STRESS_ORDERS, log });
        return;
      }
      // Today is not over: it comes in as far as it has come, and the server goes on from there.
      const simulation = await seedDatabase(db, { until: wishes.until ?? isoFromDay(dayFromIso(today) - 1), seed: seedNumber, log });
      if (wishes.until === undefined) await new LivingDemo(db, simulation).catchUp(now, log);
    });
  } catch (error) {
    if (error instanceof DatabaseInUseError) throw new AppError("CONFLICT", error.message);
    throw error;
  } finally {
    await opened.close();
  }
}

await runCommand(async (env, args) => {
  await seed(env, readWishes(args));
  return 0;
});
