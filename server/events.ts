/** Ids of new activities, or "many" when there were too many to name: then read the feed again. */
export type ActivityNews = string[] | "many";

/** The channel on which the database tells of new activities. */
export const ACTIVITY_CHANNEL = "misty_activity";

/**
 * Hands news from the database to whoever is listening in this process. Carries ids only: each
 * reader loads the rows with its own rights.
 */
export class EventHub {
  readonly #listeners = new Set<(news: ActivityNews) => void>();

  /** Calls `listener` with every piece of news from now on. Returns the way to stop. */
  subscribe(channel: "activity", listener: (news: ActivityNews) => void): () => void {
    // One entry per subscription, also when the same function comes twice.
    const entry = (news: ActivityNews) => listener(news);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  publish(channel: "activity", news: ActivityNews): void {
    if (news.length === 0) return;
    for (const listener of this.#listeners) listener(news);
  }

  /** Takes a notification as PostgreSQL delivers it: comma-separated ids, or "many". */
  receive(channel: string, payload: string): void {
    if (channel === ACTIVITY_CHANNEL) this.publish("activity", payload === "many" ? "many" : payload.split(","));
  }

  /** How many are listening now. */
  get listeners(): number {
    return this.#listeners.size;
  }
}
