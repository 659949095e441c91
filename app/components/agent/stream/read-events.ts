import type { AnswerChunk } from "./answer-draft.ts";

/** What closes the SDK's stream. */
const DONE = "[DONE]";

/**
 * The chunks of a stream of server-sent events, in their order. A line may come in pieces, also in
 * the middle of a letter. Throws SyntaxError for an event that is no JSON.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<AnswerChunk> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split(/\r?\n/);
      rest = done ? "" : (lines.pop() ?? "");
      for (const line of lines) {
        const data = line.startsWith("data:") ? line.slice(5).trim() : "";
        if (data !== "" && data !== DONE) yield JSON.parse(data) as AnswerChunk;
      }
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
