import type { EventHub } from "../events.ts";

/** News come before the transaction of who waits for them is quite over, and often several at once. */
const SOON_MS = 200;

/** The pause of a loop between two rounds, which the news of an activity ends early. It keeps no program alive. */
interface WakeablePause {
  /** Over at once where news came since the last pause: the round that ran then may have looked before. */
  rest(ms: number): Promise<void>;
  /** Ends the pause, and hears of no more news. */
  end(): void;
}

export function wakeablePause(events: EventHub): WakeablePause {
  /** News came that no pause has ended for. */
  let isWoken = false;
  let wake = () => {};
  const hear = () => {
    isWoken = true;
    wake();
  };
  const unsubscribe = events.subscribe("activity", () => void setTimeout(hear, SOON_MS).unref());
  return {
    rest: (ms) =>
      new Promise<void>((done) => {
        const timer = setTimeout(end, ms);
        timer.unref();
        function end() {
          clearTimeout(timer);
          wake = () => {};
          isWoken = false;
          done();
        }
        wake = end;
        if (isWoken) end();
      }),
    end() {
      unsubscribe();
      wake();
    },
  };
}
