import { expect, it } from "vitest";
import type { MistyMessage } from "../contracts/messages.ts";
import { recentMessages } from "./message-words.ts";

const conversation = (questions: number): MistyMessage[] =>
  Array.from({ length: 2 * questions - 1 }, (_, index) => ({ id: String(index), role: index % 2 === 0 ? ("user" as const) : ("assistant" as const), parts: [{ type: "text" as const, text: String(index) }] }));

it("shows a model the newest messages, from a question to the question", () => {
  for (const questions of [1, 2, 8, 9, 30]) {
    const recent = recentMessages(conversation(questions));
    expect(recent[0]?.role).toBe("user");
    expect(recent.at(-1)?.id).toBe(String(2 * questions - 2));
    expect(recent.length).toBeLessThanOrEqual(16);
  }
  expect(recentMessages(conversation(30))).toHaveLength(15);
});
