import { setImmediate as breathe } from "node:timers/promises";

/** Called between two pieces of work. */
export type Pause = () => Promise<void> | undefined;

/** Gives a pause that lets others have their turn when `ms` have passed since they last had one. */
export function pauseEvery(ms: number): Pause {
  let since = performance.now();
  return () =>
    performance.now() - since < ms
      ? undefined
      : breathe().then(() => {
          since = performance.now();
        });
}
