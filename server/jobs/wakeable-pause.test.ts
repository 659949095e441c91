import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EventHub } from "../events.ts";
import { wakeablePause } from "./wakeable-pause.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether a pause that was begun is over by now. */
async function isOver(rest: Promise<void>): Promise<boolean> {
  let over = false;
  void rest.then(() => (over = true));
  await vi.advanceTimersByTimeAsync(0);
  return over;
}

test("news end the pause, also those that came while the loop worked, and these end one pause only", async () => {
  const events = new EventHub();
  const pause = wakeablePause(events);
  const resting = pause.rest(60_000);
  events.publish("activity", ["a"]);
  expect(await isOver(resting)).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await isOver(resting)).toBe(true);

  events.publish("activity", ["b"]);
  events.publish("activity", "many");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await isOver(pause.rest(60_000))).toBe(true);
  const next = pause.rest(60_000);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(await isOver(next)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isOver(next)).toBe(true);
  pause.end();
  expect(events.listeners).toBe(0);
});
