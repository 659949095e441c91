import { describe, expect, it } from "vitest";
import { TUNING_FOLLOW_UPS } from "#kb/golden-questions/tuning/follow-ups.ts";
import { standAlone } from "./stand-alone.ts";

describe("a question that leans on the one before it", () => {
  it.each([
    ["and to a bank account?", "How long does a refund to a card take?", "How long does a refund to a bank account"],
    ["and the manager?", "Up to which sum may the buyer approve office material?", "Up to which sum may the manager approve office material, the manager"],
    ["And from Kleinlabel?", "When do we order from Nordlicht Vertrieb?", "When do we order from Kleinlabel"],
    ["and applications?", "How long do we keep the video of the door?", "How long do we keep the video of the door, applications"],
  ])("%s after %s", (question, first, whole) => expect(standAlone(question, [first]).question).toBe(whole));

  it("is known as one in the tuning part, and whole questions are left alone", () => {
    for (const { first, followUp } of TUNING_FOLLOW_UPS) {
      expect(standAlone(followUp, [first]).focus, followUp).not.toBeNull();
      expect(standAlone(first, ["What does the T-shirt cost?"]), first).toEqual({ question: first, focus: null });
    }
    expect(standAlone("and to Japan?", [])).toEqual({ question: "and to Japan?", focus: null });
    expect(standAlone("and?", ["What is it?"])).toEqual({ question: "and?", focus: null });
  });
});
