import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { findReadModelErrors, findStockErrors } from "#db/testing/read-model-errors.ts";

/** An answer that takes longer than this is taken for one that never comes. */
const ANSWER_WITHIN_MS = 30_000;
const PAUSE_MS = 20;

/** What the till that is to sell is told. */
interface Place {
  url: string;
  cookie: string;
  shelf: string;
}

/**
 * Writes sales over HTTP, one after the other, until it is stopped, and keeps what it was told about
 * each. Every sale carries a mark of its own (its channel), by which it is found again.
 */
export class Till {
  /** Marks of the sales that were confirmed. */
  readonly confirmed: string[] = [];
  /** Of those of which it was said that nothing was changed. */
  readonly refused: string[] = [];
  /** Of those of which nobody could say. */
  readonly unknown: string[] = [];
  /** What should never have been answered, in words. */
  readonly complaints: string[] = [];
  #isStopping = false;
  readonly #selling: Promise<void>;

  constructor(private readonly place: Place) {
    this.#selling = this.#sell();
  }

  /** Resolves when one more sale than now was confirmed. */
  async sellsAgain(withinMs: number): Promise<boolean> {
    const before = this.confirmed.length;
    const until = performance.now() + withinMs;
    while (this.confirmed.length === before && performance.now() < until) await new Promise((done) => setTimeout(done, 20));
    return this.confirmed.length > before;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#selling;
  }

  async #sell(): Promise<void> {
    while (!this.#isStopping) {
      await this.#sellOne(v7());
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }

  async #sellOne(mark: string): Promise<void> {
    const { url, cookie, shelf } = this.place;
    try {
      const answer = await fetch(`${url}/api/trpc/orders.recordSale`, {
        method: "POST",
        headers: { cookie, origin: url, "content-type": "application/json" },
        body: JSON.stringify({ json: { channel: mark, lines: [{ inventoryId: shelf, quantity: 1 }] } }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const text = await answer.text();
      if (answer.status === 200) this.confirmed.push(mark);
      else if (answer.status !== 503) this.complaints.push(`${answer.status} ${text.slice(0, 500)}`);
      else {
        if (!Number(answer.headers.get("retry-after"))) this.complaints.push("503 without Retry-After");
        if (text.includes("nothing was changed")) this.refused.push(mark);
        else if (text.includes("Look whether it is there")) this.unknown.push(mark);
        else this.complaints.push(`503 without a sentence: ${text.slice(0, 500)}`);
      }
    } catch (error) {
      this.unknown.push(mark);
      this.complaints.push(error instanceof Error ? `${error.name} ${error.message}` : String(error));
    }
  }
}

/** What the database has otherwise than these tills were told, and what in it does not fit together; empty when all is well. */
export function findLies(db: Database, tills: readonly Till[]): Promise<string[]> {
  return withSystem(db, "look what the tills have written", async (tx) => {
    const rows = await tx.execute<{ mark: string; n: number; whole: boolean }>(sql`
      select o.channel as mark, count(*)::int as n,
        bool_and(exists (select from order_items i join sales s on s.order_item_id = i.id where i.order_id = o.id) and exists (select from payments p where p.order_id = o.id and p.amount = o.total)
          and exists (select from activity_logs l where l.object_id = o.id and l.action = 'order.created')) as whole
      from orders o group by o.channel`);
    const found = new Map(rows.map((row) => [row.mark, row]));
    const lies = rows.filter(({ n, whole }) => n !== 1 || !whole).map(({ mark, n, whole }) => `${mark} is there ${n} times, ${whole ? "whole" : "in parts"}`);
    for (const till of tills) {
      lies.push(...till.complaints);
      lies.push(...till.confirmed.filter((mark) => !found.has(mark)).map((mark) => `${mark} was confirmed and is gone`));
      lies.push(...till.refused.filter((mark) => found.has(mark)).map((mark) => `${mark} was said to have changed nothing and is there`));
    }
    return [...lies, ...(await findReadModelErrors(tx)), ...(await findStockErrors(tx))];
  });
}
