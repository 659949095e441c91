import type postgres from "postgres";

/*
 * postgres.js (3.4) uses what is left of a broken connection for the next one: bytes that were still to be
 * written, the answer that was still awaited. The next session then waits for ever, or one question gets the
 * answer to another (porsager/postgres 1209, 1215). So a pool of which a connection closed begins nothing new: what
 * still runs on it ends there, everything else goes to a new pool.
 */

type Begin = (tx: postgres.TransactionSql) => unknown;

interface Pool {
  client: postgres.Sql;
  /** Transactions that wait for a connection of it, and how each is sent elsewhere. */
  waiting: Set<() => void>;
}

/** Said to a transaction that began although it had been sent elsewhere; it rolls back. */
class SentElsewhere extends Error {}
const ELSEWHERE = Symbol("sent elsewhere");

/** Times a transaction that has not begun is sent elsewhere before its connection counts as lost. */
const MOVES = 10;

/**
 * A client whose pool is replaced when one of its connections closed. Transactions that were waiting for one begin on
 * the next pool; everything else of the client (COPY, unsafe) goes to the pool of the moment. `open` is told whom
 * to call when a connection closed.
 */
export function renewingPool(open: (onclose: () => void) => postgres.Sql): postgres.Sql {
  let first: postgres.Sql["options"] | null = null;
  let current: Pool | null = null;
  let ended = false;

  const take = (): Pool => {
    if (current) return current;
    const pool: Pool = { client: open(() => retire(pool)), waiting: new Set() };
    const { options } = pool.client;
    // What was taught to the first pool (drizzle, arrays), the next ones know as well. Its connections hold on to the object of parsers.
    if (first) options.serializers = first.serializers;
    if (first) Object.assign(options.parsers, first.parsers);
    first ??= options;
    return (current = pool);
  };
  const retire = (pool: Pool): void => {
    if (current !== pool || ended) return;
    current = null;
    for (const leave of pool.waiting) leave();
    // Without a limit: what runs on its other connections ends as it would have.
    pool.client.end().catch(() => {});
  };

  const attempt = ({ client, waiting }: Pool, options: string, fn: Begin): Promise<unknown> =>
    new Promise((resolve, reject) => {
      let left = false;
      const leave = () => {
        left = true;
        resolve(ELSEWHERE);
      };
      waiting.add(leave);
      client
        .begin(options, (tx) => {
          if (left) throw new SentElsewhere();
          waiting.delete(leave);
          return fn(tx);
        })
        .then(resolve, reject)
        .finally(() => waiting.delete(leave));
    });

  const begin = async (...args: [Begin] | [string, Begin]): Promise<unknown> => {
    const fn = args[args.length - 1] as Begin;
    const options = typeof args[0] === "string" ? args[0] : "";
    for (let moves = 0; moves < MOVES; moves++) {
      const outcome = await attempt(take(), options, fn);
      if (outcome !== ELSEWHERE) return outcome;
    }
    throw Object.assign(new Error("The connections to the database break before they are used."), { code: "CONNECTION_CLOSED" });
  };
  const end: postgres.Sql["end"] = (options) => {
    ended = true;
    return take().client.end(options);
  };

  const callable = (() => {}) as unknown as postgres.Sql;
  return new Proxy(callable, {
    apply: (_target, self, args) => Reflect.apply(take().client, self, args) as unknown,
    get: (_target, key) => (key === "begin" ? begin : key === "end" ? end : (Reflect.get(take().client, key) as unknown)),
  });
}
