/** Counts what each person has going on in this process. */
export class TurnCounter {
  readonly #open = new Map<string, number>();

  /** Takes a place for the person; false when they have `most` already. */
  enter(personId: string, most: number): boolean {
    const open = this.#open.get(personId) ?? 0;
    if (open >= most) return false;
    this.#open.set(personId, open + 1);
    return true;
  }

  leave(personId: string): void {
    const open = (this.#open.get(personId) ?? 1) - 1;
    if (open > 0) this.#open.set(personId, open);
    else this.#open.delete(personId);
  }
}
