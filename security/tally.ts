import { appendFileSync } from "node:fs";

/** What must hold; one line of `npm run security` each. */
export const SECURITY_IDS = ["S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12"] as const;
export type SecurityId = (typeof SECURITY_IDS)[number];

/** What was tried for one law, and how often it was broken. */
export interface Tallied {
  id: SecurityId;
  what: string;
  attempts: number;
  broken: number;
  /** The first of them. */
  breaches: string[];
}

/** True under `npm run security`: the counts that `quality.md` asks for. Otherwise the short form. */
export const isFull = process.env["MISTY_SECURITY"] === "full";

/** `full` under `npm run security`, else `short`. */
export const count = (full: number, short: number): number => (isFull ? full : short);

/** Counts attempts on one law; `report` hands the sum to `npm run security` and returns the breaches for the test to look at. */
export class Tally {
  attempts = 0;
  readonly breaches: string[] = [];

  constructor(
    readonly id: SecurityId,
    readonly what: string,
  ) {}

  /** One attempt. It is a breach unless it `held`. */
  attempt(held: boolean, describe: string): void {
    this.attempts++;
    if (!held) this.breaches.push(describe);
  }

  /** Writes the sum where `npm run security` looks for it. Returns the breaches. */
  report(): string[] {
    const file = process.env["MISTY_SECURITY_TALLY"];
    const tallied: Tallied = { id: this.id, what: this.what, attempts: this.attempts, broken: this.breaches.length, breaches: this.breaches.slice(0, 20) };
    if (file) appendFileSync(file, `${JSON.stringify(tallied)}\n`);
    return this.breaches;
  }
}
