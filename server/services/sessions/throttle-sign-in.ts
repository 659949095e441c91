import { createHash } from "node:crypto";
import { and, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Database, Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { signInThrottles } from "#db/schema/index.ts";

/** Wrong tries without any delay: few for one account, more for an address, which a whole shop may share. */
export const FREE_TRIES = { account: 5, address: 10 } as const;
/** A counter is forgotten when nothing was tried for this long after its last block. */
export const WINDOW_SECONDS = 15 * 60;
/** The longest block. */
export const LONGEST_BLOCK_SECONDS = 15 * 60;

/** Whose tries are counted. The account's key is a hash, so that what was typed is not kept. */
export interface ThrottleKeys {
  account: string;
  address: string;
}

export function throttleKeys(email: string, address: string): ThrottleKeys {
  return { account: `account:${createHash("sha256").update(email.toLowerCase()).digest("hex")}`, address: `address:${address}` };
}

/** Admitted, or refused for so many more seconds. `startsBlock` says that a failure of this try begins a block. */
export type Admission = { admitted: true; startsBlock: boolean } | { admitted: false; retryAfterSeconds: number };

class Refused extends Error {}

/**
 * Counts a try of both keys before the password is looked at, so that a hundred parallel tries
 * are a hundred counted ones; `settleSuccess` takes it back. After n free tries each further one
 * blocks its key for 1, 2, 4 ... seconds, up to 15 minutes. One atomic statement over rows that
 * live in the database: it holds over restarts and processes.
 */
export async function admitSignIn(db: Database, keys: ThrottleKeys, now: Date): Promise<Admission> {
  try {
    return await withSystem(db, "count a sign-in try", async (tx) => {
      const rows = await countTry(tx, keys, now);
      if (rows.length < 2) throw new Refused(); // rolls back the count of the key that was free
      return { admitted: true, startsBlock: rows.some((row) => row.blockedUntil !== null) };
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { admitted: false, retryAfterSeconds: await secondsLeft(db, keys, now) };
  }
}

/** Adds one to each key that is not blocked; blocked ones yield no row. */
function countTry(tx: Tx, keys: ThrottleKeys, now: Date) {
  const at = sql`${now.toISOString()}::timestamptz`;
  const t = signInThrottles;
  const forgotten = sql`greatest(${t.windowStartedAt}, ${t.blockedUntil}) + make_interval(secs => ${WINDOW_SECONDS}) < ${at}`;
  const failures = sql`case when ${forgotten} then 1 else ${t.failures} + 1 end`;
  const free = sql`case when ${t.key} like 'account:%' then ${FREE_TRIES.account}::int else ${FREE_TRIES.address}::int end`;
  return tx
    .insert(signInThrottles)
    // Sorted, so that two tries lock the rows in the same order.
    .values([keys.account, keys.address].sort().map((key) => ({ key, failures: 1, windowStartedAt: now })))
    .onConflictDoUpdate({
      target: t.key,
      set: {
        failures,
        windowStartedAt: now,
        blockedUntil: sql`case when ${failures} >= ${free}
          then ${at} + make_interval(secs => least(power(2, least(${failures} - ${free}, 20)), ${LONGEST_BLOCK_SECONDS})) end`,
      },
      setWhere: sql`${t.blockedUntil} is null or ${t.blockedUntil} <= ${at}`,
    })
    .returning({ key: t.key, blockedUntil: t.blockedUntil });
}

async function secondsLeft(db: Database, keys: ThrottleKeys, now: Date): Promise<number> {
  const rows = await withSystem(
    db,
    "how long a sign-in is blocked",
    (tx) =>
      tx
        .select({ blockedUntil: signInThrottles.blockedUntil })
        .from(signInThrottles)
        .where(and(inArray(signInThrottles.key, [keys.account, keys.address]), gt(signInThrottles.blockedUntil, now))),
    { readOnly: true },
  );
  return Math.max(1, ...rows.map((row) => Math.ceil(((row.blockedUntil?.getTime() ?? 0) - now.getTime()) / 1000)));
}

/**
 * The password was right: the account starts anew. The address only gets this one try back, so
 * that an own account does not buy endless tries at others.
 */
export async function settleSuccess(tx: Tx, keys: ThrottleKeys): Promise<void> {
  await tx.delete(signInThrottles).where(eq(signInThrottles.key, keys.account));
  const left = sql`greatest(${signInThrottles.failures} - 1, 0)`;
  await tx
    .update(signInThrottles)
    .set({ failures: left, blockedUntil: sql`case when ${left} >= ${FREE_TRIES.address}::int then ${signInThrottles.blockedUntil} end` })
    .where(eq(signInThrottles.key, keys.address));
}

/** Removes counters that are forgotten anyway. Returns how many. */
export async function purgeThrottles(tx: Tx, now: Date): Promise<number> {
  const longAgo = new Date(now.getTime() - (WINDOW_SECONDS + LONGEST_BLOCK_SECONDS) * 1000);
  const gone = await tx.delete(signInThrottles).where(lt(signInThrottles.windowStartedAt, longAgo)).returning({ key: signInThrottles.key });
  return gone.length;
}
