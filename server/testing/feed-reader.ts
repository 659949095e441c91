/** How long a browser waits before it opens a stream again. */
const AGAIN_MS = 300;

/**
 * Reads the live feed as a browser does: opens it again when it ends, from the last entry that was seen.
 * Keeps the ids it was told, and how each stream ended.
 */
export class FeedReader {
  readonly told = new Set<string>();
  /** The last words of each stream that the server ended, and of answers that were none. */
  readonly endings: string[] = [];
  #last: string | null = null;
  readonly #stop = new AbortController();
  readonly #reading: Promise<void>;
  #onOpen: () => void = () => {};
  /** Resolves when the first stream is open. */
  readonly opened = new Promise<void>((done) => (this.#onOpen = done));

  constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {
    this.#reading = this.#readOn();
  }

  /** Whether this entry was told within the time. */
  async hears(id: string, withinMs: number): Promise<boolean> {
    const until = performance.now() + withinMs;
    while (!this.told.has(id) && performance.now() < until) await new Promise((done) => setTimeout(done, 50));
    return this.told.has(id);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }

  async #readOn(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#readOne().catch((error: unknown) => {
        if (!this.#stop.signal.aborted) this.endings.push(error instanceof Error ? error.message : String(error));
      });
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
  }

  async #readOne(): Promise<void> {
    const input = encodeURIComponent(JSON.stringify({ json: { lastEventId: this.#last } }));
    const answer = await fetch(`${this.url}/api/trpc/activity.onAdded?input=${input}`, { headers: { cookie: this.cookie, accept: "text/event-stream" }, signal: this.#stop.signal });
    if (!answer.ok || !answer.body) {
      this.endings.push(`${answer.status} ${await answer.text()}`);
      return;
    }
    this.#onOpen();
    const decoder = new TextDecoder();
    let pending = "";
    let lastEvent = "";
    for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) {
      pending += decoder.decode(piece, { stream: true });
      const events = pending.split("\n\n");
      pending = events.pop() ?? "";
      for (const event of events) {
        lastEvent = event;
        const id = /^id: ?(.+)$/m.exec(event)?.[1];
        if (id) this.told.add((this.#last = id));
      }
    }
    this.endings.push(lastEvent);
  }
}
