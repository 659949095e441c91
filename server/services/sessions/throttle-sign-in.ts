import { createHash } from "node:crypto";
import { and, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import type { Database, Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { signInThrottles } from "#db/schema/index.ts";
import { networkOf } from "./network-of.ts";

/** Wrong tries without any delay: few for one account (or device, or code), more for an address, which a whole shop may share. */
export const FREE_TRIES = { account: 5, address: 10 } as const;
/** A counter is forgotten when nothing was tried for this long after its last block. */
export const WINDOW_SECONDS = 15 * 60;
/**
 * Codes and proofs are remembered for longer: whoever guesses there has the password or a session
 * already, a code has six digits only, and three of them fit at a time.
 */
const CODE_WINDOW_SECONDS = 24 * 3600;
/** The longest block. */
export const LONGEST_BLOCK_SECONDS = 15 * 60;

/** What is guessed at; each is counted apart. */
export type Guessed = "account" | "code" | "proof" | "reset";

/**
 * Whose tries are counted. `account` names what is guessed at: a hash, so that what was typed is
 * not kept. Without an address only that is counted.
 */
export interface ThrottleKeys {
  account: string;
  address: string | null;
}

/** SHA-256 of an account's address, case ignored: what the trail and the counters know it by. */
export const hashAccount = (email: string): string => createHash("sha256").update(email.toLowerCase()).digest("hex");

/** Tries at the account of an e-mail address, from a network address or, with IPv6, its whole network. */
export function throttleKeys(email: string, address: string, guessed: Guessed = "account"): ThrottleKeys {
  return { account: `${guessed}:${hashAccount(email)}`, address: `${guessed === "reset" ? "reset-" : ""}address:${networkOf(address)}` };
}

/**
 * Tries from a browser in which the person signed in before. They count for that browser alone:
 * an attack on the account from elsewhere, or from the same network, does not keep it out.
 */
export function deviceKeys(deviceId: string, guessed: Guessed = "account"): ThrottleKeys {
  return { account: `${guessed}-device:${createHash("sha256").update(deviceId).digest("hex")}`, address: null };
}

const keysOf = (keys: ThrottleKeys): string[] => (keys.address === null ? [keys.account] : [keys.account, keys.address].sort());

/** Whose block a failure begins: the account's (or device's), the address's when only that, or none. */
export type Block = "account" | "address" | null;

/** Admitted, or refused for so many more seconds. `begins` says which block a failure of this try begins. */
export type Admission = { admitted: true; begins: Block } | { admitted: false; retryAfterSeconds: number };

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
      if (rows.length < keysOf(keys).length) throw new Refused(); // rolls back the count of the key that was free
      const blocked = rows.filter((row) => row.blockedUntil !== null).map((row) => row.key);
      return { admitted: true, begins: blocked.includes(keys.account) ? "account" : blocked.length > 0 ? "address" : null };
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
  const rememberedFor = sql`case when ${t.key} ~ '^(code|proof)' then ${CODE_WINDOW_SECONDS}::int else ${WINDOW_SECONDS}::int end`;
  const forgotten = sql`greatest(${t.windowStartedAt}, ${t.blockedUntil}) + make_interval(secs => ${rememberedFor}) < ${at}`;
  const failures = sql`case when ${forgotten} then 1 else ${t.failures} + 1 end`;
  const free = sql`case when ${t.key} like '%address:%' then ${FREE_TRIES.address}::int else ${FREE_TRIES.account}::int end`;
  return tx
    .insert(signInThrottles)
    // Sorted, so that two tries lock the rows in the same order.
    .values(keysOf(keys).map((key) => ({ key, failures: 1, windowStartedAt: now })))
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
        .where(and(inArray(signInThrottles.key, keysOf(keys)), gt(signInThrottles.blockedUntil, now))),
    { readOnly: true },
  );
  return Math.max(1, ...rows.map((row) => Math.ceil(((row.blockedUntil?.getTime() ?? 0) - now.getTime()) / 1000)));
}

/**
 * The try was right: the account starts anew. The address only gets this one try back, so that an
 * own account does not buy endless tries at others.
 */
export async function settleSuccess(tx: Tx, keys: ThrottleKeys): Promise<void> {
  await tx.delete(signInThrottles).where(eq(signInThrottles.key, keys.account));
  if (keys.address !== null) await giveBack(tx, keys.address, FREE_TRIES.address);
}

/** The password was right and a code is still asked for: this one try is given back, those before stay counted, or whoever has the password could start the count anew at will. */
export async function settleHalfway(tx: Tx, keys: ThrottleKeys): Promise<void> {
  await giveBack(tx, keys.account, FREE_TRIES.account);
  if (keys.address !== null) await giveBack(tx, keys.address, FREE_TRIES.address);
}

async function giveBack(tx: Tx, key: string, free: number): Promise<void> {
  const left = sql`greatest(${signInThrottles.failures} - 1, 0)`;
  await tx
    .update(signInThrottles)
    .set({ failures: left, blockedUntil: sql`case when ${left} >= ${free}::int then ${signInThrottles.blockedUntil} end` })
    .where(eq(signInThrottles.key, key));
}

/** Removes counters that are forgotten anyway. Returns how many. */
export async function purgeThrottles(tx: Tx, now: Date): Promise<number> {
  const before = (seconds: number) => lt(signInThrottles.windowStartedAt, new Date(now.getTime() - (seconds + LONGEST_BLOCK_SECONDS) * 1000));
  const gone = await tx
    .delete(signInThrottles)
    .where(and(before(WINDOW_SECONDS), or(before(CODE_WINDOW_SECONDS), sql`${signInThrottles.key} !~ '^(code|proof)'`)))
    .returning({ key: signInThrottles.key });
  return gone.length;
}
