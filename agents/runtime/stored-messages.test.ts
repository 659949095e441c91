import { expect, it } from "vitest";
import { fromStored } from "./stored-messages.ts";

it("leaves out what it cannot read of a stored message, and keeps the rest", () => {
  const block = { title: "Orders", period: null, against: null, currency: "EUR", figures: [], table: null, chart: null, notes: [] };
  const parts = [
    { type: "text", text: "There were 2 orders." },
    { type: "tool-orders", toolCallId: "a", state: "output-available", input: {}, output: block },
    { type: "tool-orders", toolCallId: "b", state: "output-available", input: {}, output: { shapeOf: "another program" } },
    { type: "tool-orders", toolCallId: "c", state: "output-available", input: {}, output: { error: "There is no such order." } },
    { type: "tool-orders", toolCallId: "d", state: "output-error", input: {}, errorText: "no" },
    "rubbish",
    null,
  ];
  const message = fromStored({ id: "m", position: 0, role: "assistant", parts, metadata: { outcome: "unheard of" } });
  expect(message.parts).toEqual([parts[0], parts[1], parts[3], parts[4]]);
  expect(message.metadata).toBeUndefined();
  expect(fromStored({ id: "m", position: 0, role: "assistant", parts: "none", metadata: null }).parts).toEqual([]);
});
