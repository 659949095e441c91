import type { InferUIMessageChunk, UIMessageChunk } from "ai";
import type { MistyMessage } from "../contracts/messages.ts";

const NOT_KEPT = "The database went away before this answer was kept, so it will not be here when you come back. Copy what you need, or ask again.";

/**
 * The same stream, whose end is told when the answer has been put away; says so when it could not be.
 * Somebody else must read the turn to its end, or `kept` never settles.
 */
export function endWhenKept(stream: ReadableStream<UIMessageChunk>, kept: Promise<boolean>): ReadableStream<UIMessageChunk> {
  return stream.pipeThrough(
    new TransformStream<InferUIMessageChunk<MistyMessage>, UIMessageChunk>({
      async transform(chunk, controller) {
        if (chunk.type !== "finish" || (await kept)) return controller.enqueue(chunk);
        controller.enqueue({ ...chunk, messageMetadata: { ...chunk.messageMetadata, outcome: "failed", notice: chunk.messageMetadata?.notice ?? NOT_KEPT } });
      },
    }),
  );
}
