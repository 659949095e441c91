import type { EventHub } from "../events.ts";

/** News come before the transaction of who waits for them is quite over, and often several at once. */
const SOON_MS = 200;

/** The pause of a loop between two rounds, which the news of an activity ends early. It keeps no program alive. */
interface WakeablePause {
  rest(ms: number): Promise<void>;
  /** Ends the pause, and hears of no more news. */
  end(): void;
}

export function wakeablePause(events: EventHub): WakeablePause {
  let wake = () => {};
  const unsubscribe = events.subscribe("activity", () => void setTimeout(() => wake(), SOON_MS).unref());
  return {
    rest: (ms) =>
      new Promise<void>((done) => {
        const timer = setTimeout(done, ms);
        timer.unref();
        wake = () => {
          clearTimeout(timer);
          done();
        };
      }),
    end() {
      unsubscribe();
      wake();
    },
  };
}
