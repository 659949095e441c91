import { performance } from "node:perf_hooks";
import { sql } from "drizzle-orm";
import { signIn } from "#server/auth/sign-in.ts";
import { withSystem } from "#db/rls.ts";
import type { Runtime } from "#server/runtime.ts";

/** What the timing of sign-in gives away. */
export interface TimingResult {
  tries: number;
  /** Median milliseconds of a refused try at a known and at an unknown address. */
  knownMs: number;
  unknownMs: number;
  /** The chance that the slower of a known and an unknown try is the known one: 0.5 tells nothing. */
  auc: number;
  /** Its 95 % interval (Hanley and McNeil's standard error). */
  interval: [number, number];
}

/**
 * Tries to tell known from unknown addresses by how long a refusal takes: `tries` a side, in
 * turns, in an order drawn per pair, each from an address of its own so that none is throttled.
 * `known` is the address of a person who has a password.
 */
export async function measureSignInTiming(runtime: Runtime, known: string, tries = 1_000): Promise<TimingResult> {
  const times = { known: [] as number[], unknown: [] as number[] };
  const attempt = async (side: keyof typeof times, at: number) => {
    const email = side === "known" ? known : `nobody-${at}@example.test`;
    const visitor = { address: `2001:db8::${at.toString(16)}:${side === "known" ? 1 : 2}`, userAgent: null };
    const startedAt = performance.now();
    await signIn(runtime, { email, password: "not the password", now: runtime.now(), visitor, previous: null }).then(
      () => Promise.reject(new Error("a wrong password was let in")),
      () => undefined,
    );
    times[side].push(performance.now() - startedAt);
    // The known account would be blocked after five; what is measured is the refusal, not the block.
    await withSystem(runtime.db, "the timing exam takes its tries back", (tx) => tx.execute(sql`delete from sign_in_throttles`));
  };
  for (let at = 0; at < 20; at++) await attempt(at % 2 ? "known" : "unknown", at);
  times.known.length = 0;
  times.unknown.length = 0;
  for (let at = 0; at < tries; at++) {
    const order = Math.random() < 0.5 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
    for (const side of order) await attempt(side, at);
  }
  const auc = areaUnderCurve(times.known, times.unknown);
  const error = standardError(auc, tries);
  return { tries, knownMs: median(times.known), unknownMs: median(times.unknown), auc, interval: [auc - 1.96 * error, auc + 1.96 * error] };
}

/** Prints the result as one line. No goal stands behind it: it is a measure, and machines are noisy. */
export function printSignInTiming({ tries, knownMs, unknownMs, auc, interval }: TimingResult): void {
  const [low, high] = interval;
  process.stdout.write(`S7 timing of refused sign-ins, ${tries} a side: AUC ${auc.toFixed(3)} (95 % ${low.toFixed(3)} to ${high.toFixed(3)}; 0.5 tells nothing), median known ${knownMs.toFixed(1)} ms, unknown ${unknownMs.toFixed(1)} ms\n`);
}

/** Mann-Whitney: the share of pairs in which the first is larger, ties counted half. */
function areaUnderCurve(first: readonly number[], second: readonly number[]): number {
  const all = [...first.map((ms) => ({ ms, first: true })), ...second.map((ms) => ({ ms, first: false }))].sort((a, b) => a.ms - b.ms);
  let rankSum = 0;
  for (let at = 0; at < all.length; ) {
    let end = at;
    while (end < all.length && all[end]?.ms === all[at]?.ms) end++;
    for (let member = at; member < end; member++) if (all[member]?.first) rankSum += (at + 1 + end) / 2;
    at = end;
  }
  return (rankSum - (first.length * (first.length + 1)) / 2) / (first.length * second.length);
}

function standardError(auc: number, n: number): number {
  const [q1, q2] = [auc / (2 - auc), (2 * auc * auc) / (1 + auc)];
  return Math.sqrt((auc * (1 - auc) + (n - 1) * (q1 - auc * auc) + (n - 1) * (q2 - auc * auc)) / (n * n));
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
