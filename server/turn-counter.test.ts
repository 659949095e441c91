import { expect, it } from "vitest";
import { TurnCounter } from "./turn-counter.ts";

it("gives each person as many places as there are, and back again", () => {
  const turns = new TurnCounter(2);
  expect([turns.enter("a"), turns.enter("a"), turns.enter("a"), turns.enter("b")]).toEqual([true, true, false, true]);
  turns.leave("a");
  expect(turns.enter("a")).toBe(true);
});

it("tells when the last turn is over, and does not wait for ever", async () => {
  const turns = new TurnCounter();
  await turns.untilNone(60_000);
  turns.enter("a");
  turns.enter("b");
  let over = false;
  const waited = turns.untilNone(60_000).then(() => (over = true));
  turns.leave("a");
  await Promise.resolve();
  expect(over).toBe(false);
  turns.leave("b");
  await waited;
  turns.enter("c");
  await turns.untilNone(1);
});
