import { AsyncLocalStorage } from "node:async_hooks";
import type postgres from "postgres";
import { errorCode, LOST_CONNECTION } from "./connection-errors.ts";

/*
 * postgres.js (3.4) goes on with a transaction whose connection is gone: its ROLLBACK, its COMMIT and
 * whatever the callback still sends are written to a socket that is null, which ends the process with
 * an uncaught TypeError, or to the session that took the connection's place, outside of any transaction
 * and with the owner's rights. So every transaction gets a client that stops at the first sign of loss.
 */

/** Told the text and parameters of each statement that a transaction sends. */
export type StatementListener = (text: string, parameters: readonly unknown[]) => void;

const listening = new AsyncLocalStorage<StatementListener>();

/** Runs `fn`; the transaction that it opens tells its statements to `listener` (evidence of a tool call). */
export const listenToStatements = <T>(listener: StatementListener | undefined, fn: () => Promise<T>): Promise<T> => (listener ? listening.run(listener, fn) : fn());

type Begin = (tx: postgres.TransactionSql) => unknown;

/** Statements of a pool that are worth preparing: those that came before, as many as a server should hold. */
const PREPARED_AT_MOST = 300;
/** Longer ones are inserts of many rows: to remember their texts costs more than to send them. */
const LONGEST_PREPARED = 20_000;

/**
 * Decides which statements a pool prepares: one whose text has been sent before, up to a bound, so that
 * texts that never come again (lists of any length) fill no server's memory.
 */
function repeatedStatements(): (text: string) => boolean {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  return (text) => {
    if (text.length > LONGEST_PREPARED) return false;
    if (repeated.has(text)) return true;
    if (repeated.size >= PREPARED_AT_MOST) return false;
    if (seen.delete(text)) {
      repeated.add(text);
      return true;
    }
    if (seen.size >= PREPARED_AT_MOST) seen.clear();
    seen.add(text);
    return false;
  };
}

/** Lets so many run at once; the others wait in their order. */
function takeTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((done) => queue.push(done));
    else running++;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running--;
    }
  };
}

/**
 * The same client, whose transactions send nothing more once their connection was lost, and prepare what
 * they send again and again where `prepare` allows it: drizzle sends every statement unprepared, which
 * costs a second round trip and a parse each (P4: 1.8 instead of 1.3 times the prepared statements). At most `most`
 * run at once: what waits here is not bound to a connection that may break meanwhile, as the driver's own queue is.
 */
export function guardTransactions(client: postgres.Sql, prepare: boolean, most: number): postgres.Sql {
  const isRepeated = prepare ? repeatedStatements() : () => false;
  const inTurn = takeTurns(most);
  const begin = (...args: [Begin] | [string, Begin]): Promise<unknown> => {
    const fn = args[args.length - 1] as Begin;
    const options = typeof args[0] === "string" ? args[0] : "";
    // Taken here: what postgres.js calls back later runs in the context of its connection.
    const listener = listening.getStore();
    return inTurn(() => guardedBegin(client, options, fn, { isRepeated, listener }));
  };
  return new Proxy(client, { get: (target, key, receiver) => (key === "begin" ? begin : (Reflect.get(target, key, receiver) as unknown)) });
}

function guardedBegin(client: postgres.Sql, options: string, fn: Begin, { isRepeated, listener }: { isRepeated: (text: string) => boolean; listener: StatementListener | undefined }): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let lost: Error | null = null;
    const lose = (error: unknown) => {
      lost ??= error instanceof Error ? error : new Error(String(error));
      reject(lost);
    };
    const watch = (query: unknown): unknown => {
      // The promise's own `then`: the query's would send it before it is complete.
      if (query instanceof Promise) void Promise.prototype.then.call(query, undefined, (error: unknown) => {
        if (LOST_CONNECTION.has(errorCode(error) ?? "")) lose(error);
      });
      return query;
    };
    const ended = client.begin(options, async (tx) => {
      const guarded = new Proxy(tx, {
        apply: (target, self, args) => {
          if (lost) throw lost;
          return watch(Reflect.apply(target, self, args));
        },
        get: (target, key, receiver) => {
          if (key !== "unsafe") return Reflect.get(target, key, receiver) as unknown;
          return (text: string, parameters: Parameters<typeof tx.unsafe>[1] = []) => {
            if (lost) throw lost;
            listener?.(text, parameters);
            return watch(target.unsafe(text, parameters, { prepare: parameters.length > 0 && isRepeated(text) }));
          };
        },
      });
      try {
        return await fn(guarded);
      } finally {
        // Neither COMMIT nor ROLLBACK has anywhere to go.
        if (lost) await new Promise<never>(() => {});
      }
    });
    ended.then(resolve, lose);
  });
}
