import type { SQL } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { UserRole } from "#db/enums.ts";
import { readShop } from "#db/queries/shop.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { asRole, DEMO_NOW, type TestDatabase } from "#db/testing/index.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import type { Tool } from "#agents/define-tool.ts";
import { KEYLESS } from "#agents/runtime/embedder.ts";

export { DEMO_NOW, openDemoShop } from "#db/testing/index.ts";

/** Runs a tool as a turn does: in the role's own read-only transaction. */
export async function runTool(test: TestDatabase, tool: Tool, input: unknown, { role = "manager", now = DEMO_NOW }: { role?: UserRole; now?: Date } = {}): Promise<AnswerBlock> {
  const run = await tool.prepare({ embedder: KEYLESS, signal: new AbortController().signal }, input);
  const ran = await withRls(
    test.db,
    asRole(role),
    async (tx: Tx) => {
      const shop = await readShop(tx);
      return run({ tx, person: asRole(role), now, shop, today: todayIn(shop.timeZone, now), numberOf: () => 1 });
    },
    { readOnly: true },
  );
  return typeof ran === "function" ? ran() : ran;
}

/** Rows of a statement with the owner's rights, to count by hand. */
export const byHand = <Row extends Record<string, unknown>>(test: TestDatabase, statement: SQL): Promise<Row[]> =>
  withSystem(test.db, "count by hand", async (tx) => [...(await tx.execute<Record<string, unknown>>(statement))] as Row[]);
