import type { LanguageModelV3StreamPart } from "@ai-sdk/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeDeltas } from "./steady-model.ts";

async function through(parts: LanguageModelV3StreamPart[], pause = false): Promise<LanguageModelV3StreamPart[]> {
  const source = new ReadableStream<LanguageModelV3StreamPart>({
    async start(controller) {
      for (const part of parts) {
        controller.enqueue(part);
        if (pause) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      controller.close();
    },
  });
  const out: LanguageModelV3StreamPart[] = [];
  for await (const part of source.pipeThrough(mergeDeltas(3)) as unknown as AsyncIterable<LanguageModelV3StreamPart>) out.push(part);
  return out;
}

/** Adjacent pieces of the same text as one, so that only what is said and its order counts. */
const said = (parts: LanguageModelV3StreamPart[]): string[] =>
  parts.reduce<string[]>((list, part) => {
    const last = list.at(-1);
    if (part.type !== "text-delta") return [...list, part.type];
    const key = `text ${part.id}: `;
    return last?.startsWith(key) ? [...list.slice(0, -1), last + part.delta] : [...list, key + part.delta];
  }, []);

const part = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant("text-delta" as const), id: fc.constantFrom("a", "b"), delta: fc.string({ minLength: 1, maxLength: 5 }) }) },
  { weight: 1, arbitrary: fc.constant({ type: "tool-input-end" as const, id: "t" }) },
);

describe("merging the pieces of a text", () => {
  it("loses nothing and lets nothing overtake", async () => {
    await fc.assert(fc.asyncProperty(fc.array(part, { maxLength: 40 }), fc.boolean(), async (parts, pause) => {
      expect(said(await through(parts, pause))).toEqual(said(parts));
    }));
  });
  it("lets the first piece through at once and sends fewer than came", async () => {
    const pieces = Array.from({ length: 50 }, (_, index): LanguageModelV3StreamPart => ({ type: "text-delta", id: "a", delta: `${index} ` }));
    const out = await through(pieces);
    expect(out[0]).toEqual(pieces[0]);
    expect(out.length).toBeLessThan(10);
  });
});
