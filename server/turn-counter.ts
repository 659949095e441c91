/** Turns of one person at once, on one process. */
const TURNS_AT_ONCE = 4;

/** Counts the questions that are being answered for each person in this process. */
export class TurnCounter {
  readonly #open = new Map<string, number>();
  readonly #waiting = new Set<() => void>();

  constructor(readonly most = TURNS_AT_ONCE) {}

  /** Takes a place for the person; false when they have as many as they may. */
  enter(personId: string): boolean {
    const open = this.#open.get(personId) ?? 0;
    if (open >= this.most) return false;
    this.#open.set(personId, open + 1);
    return true;
  }

  leave(personId: string): void {
    const open = (this.#open.get(personId) ?? 1) - 1;
    if (open > 0) this.#open.set(personId, open);
    else this.#open.delete(personId);
    if (this.#open.size === 0) for (const done of this.#waiting) done();
  }

  /** Settles when nobody's question is being answered, after `limitMs` at the latest. */
  async untilNone(limitMs: number): Promise<void> {
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, limitMs);
      this.#waiting.add(done);
    });
  }
}
