import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type OpenStream, shareStream, type StreamHandlers } from "./shared-stream.ts";

/** The lock manager of a browser, as far as one exclusive lock goes: whoever asks first holds it, the next waits. */
class StandInLocks {
  readonly #queue: (() => Promise<void>)[] = [];
  #held = false;
  request(_name: string, options: { signal: AbortSignal }, work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const run = async () => {
        if (options.signal.aborted) {
          reject(new DOMException("gone", "AbortError"));
          return;
        }
        await work();
        resolve();
      };
      this.#queue.push(run);
      void this.#next();
    });
  }
  async #next() {
    if (this.#held) return;
    const run = this.#queue.shift();
    if (!run) return;
    this.#held = true;
    await run();
    this.#held = false;
    void this.#next();
  }
}

interface Source {
  handlers: StreamHandlers<string>;
  closed: boolean;
}

const sources: Source[] = [];
const openSource: OpenStream<string> = (handlers) => {
  const source = { handlers, closed: false };
  sources.push(source);
  return () => {
    source.closed = true;
  };
};

/** A tab that listens, and what it got. */
function openTab(name: string) {
  const got: string[] = [];
  const leave = shareStream(name, openSource, { onItem: (item) => got.push(item), onState: (state) => got.push(`is ${state}`) });
  return { got, leave };
}

beforeEach(() => {
  sources.length = 0;
});
afterEach(() => vi.unstubAllGlobals());

test("many tabs share one stream, and the next takes over when the first goes", async () => {
  vi.stubGlobal("navigator", { locks: new StandInLocks() });
  const first = openTab("shared");
  const second = openTab("shared");
  await vi.waitFor(() => expect(sources).toHaveLength(1));
  sources[0]?.handlers.onState("live");
  sources[0]?.handlers.onItem("order 1");
  await vi.waitFor(() => expect(second.got).toContain("order 1"));
  expect(first.got.slice(-2)).toEqual(["is live", "order 1"]);
  first.leave();
  await vi.waitFor(() => expect(sources).toHaveLength(2));
  expect(sources[0]?.closed).toBe(true);
  sources[1]?.handlers.onItem("order 2");
  expect(second.got.at(-1)).toBe("order 2");
  expect(first.got).not.toContain("order 2");
  second.leave();
});

test("a tab that comes later is told how the stream stands", async () => {
  vi.stubGlobal("navigator", { locks: new StandInLocks() });
  const first = openTab("told");
  await vi.waitFor(() => expect(sources).toHaveLength(1));
  sources[0]?.handlers.onState("live");
  const late = openTab("told");
  await vi.waitFor(() => expect(late.got.at(-1)).toBe("is live"));
  first.leave();
  late.leave();
});

test("without locks each tab has a stream of its own", () => {
  vi.stubGlobal("navigator", {});
  const tabs = [openTab("alone"), openTab("alone")];
  expect(sources).toHaveLength(2);
  tabs.forEach((tab) => tab.leave());
  expect(sources.every((source) => source.closed)).toBe(true);
});
