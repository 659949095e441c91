import { answersWithin } from "#db/answers.ts";
import type { Runtime } from "../runtime.ts";

/** How long the database may take to say that it is there. */
const ANSWER_WITHIN_MS = 2_000;

/** What the server is still waiting for; nothing when it is ready. */
export class Readiness {
  #step = "starting";
  #ready = false;
  #stopping = false;

  /** The step of the start that is going on, in words. */
  working(step: string): void {
    this.#step = step;
  }

  finish(): void {
    this.#ready = true;
  }

  stop(): void {
    this.#stopping = true;
  }

  get isReady(): boolean {
    return this.#ready && !this.#stopping;
  }

  /** The step of a start that is not over, or null. */
  get step(): string | null {
    return this.#ready ? null : this.#step;
  }

  /** Reasons why requests should not come here now; asks the database when the start is over. */
  async reasons(runtime: Runtime | null): Promise<string[]> {
    if (this.#stopping) return ["the server is stopping"];
    if (!this.#ready || !runtime) return [this.#step];
    return (await answersWithin(runtime.db, ANSWER_WITHIN_MS)) ? [] : ["the database does not answer"];
  }
}
