import type { LanguageModelV3, LanguageModelV3CallOptions, LanguageModelV3Content, LanguageModelV3FinishReason, LanguageModelV3StreamPart, LanguageModelV3Usage } from "@ai-sdk/provider";
import { respond } from "./respond.ts";

const MODEL_ID = "offline-1";

/** Between two deltas, so that a reader sees an answer grow as from any model; short enough to annoy nobody. */
const DELTA_MS = 6;

/** About four characters of English are a token. */
const tokensIn = (text: string): number => Math.ceil(text.length / 4);

function readUsage(options: LanguageModelV3CallOptions, output: string): LanguageModelV3Usage {
  const input = tokensIn(JSON.stringify(options.prompt) ?? "") + tokensIn(JSON.stringify(options.tools ?? []));
  const written = tokensIn(output);
  return {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: written, text: written, reasoning: 0 },
  };
}

/** Pieces of a few words each, spaces kept, so that joined they are the text again. */
export function piecesOf(text: string): string[] {
  const words = text.match(/\s*\S+\s*?|\s+/g) ?? [];
  const pieces: string[] = [];
  for (let index = 0; index < words.length; ) {
    const size = 1 + (index % 3);
    pieces.push(words.slice(index, index + size).join(""));
    index += size;
  }
  return pieces;
}

const throwIfAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw signal.reason instanceof Error ? signal.reason : new DOMException("The answer was stopped.", "AbortError");
};

/** Waits, or ends at once when the signal fires. */
const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done, { once: true });
  });

interface Turn {
  content: LanguageModelV3Content[];
  finishReason: LanguageModelV3FinishReason;
  usage: LanguageModelV3Usage;
}

function takeTurn(options: LanguageModelV3CallOptions): Turn {
  const today = new Date().toISOString().slice(0, 10);
  const reply = respond(options, today);
  if (reply.kind === "say") {
    return { content: reply.text === "" ? [] : [{ type: "text", text: reply.text }], finishReason: { unified: "stop", raw: "stop" }, usage: readUsage(options, reply.text) };
  }
  const content = reply.calls.map(({ tool, input }): LanguageModelV3Content => ({ type: "tool-call", toolCallId: `call_${crypto.randomUUID()}`, toolName: tool, input: JSON.stringify(input) }));
  return { content, finishReason: { unified: "tool-calls", raw: "tool_calls" }, usage: readUsage(options, JSON.stringify(content)) };
}

async function writeStream(options: LanguageModelV3CallOptions, controller: ReadableStreamDefaultController<LanguageModelV3StreamPart>, isOpen: () => boolean): Promise<void> {
  const { abortSignal } = options;
  controller.enqueue({ type: "stream-start", warnings: [] });
  const turn = takeTurn(options);
  controller.enqueue({ type: "response-metadata", id: `offline_${crypto.randomUUID()}`, modelId: MODEL_ID });
  for (const [index, part] of turn.content.entries()) {
    if (part.type === "tool-call") {
      controller.enqueue({ type: "tool-input-start", id: part.toolCallId, toolName: part.toolName });
      controller.enqueue({ type: "tool-input-delta", id: part.toolCallId, delta: part.input });
      controller.enqueue({ type: "tool-input-end", id: part.toolCallId });
      controller.enqueue(part);
      continue;
    }
    if (part.type !== "text") continue;
    const id = String(index);
    controller.enqueue({ type: "text-start", id });
    for (const delta of piecesOf(part.text)) {
      throwIfAborted(abortSignal);
      if (!isOpen()) return;
      controller.enqueue({ type: "text-delta", id, delta });
      await pause(DELTA_MS, abortSignal);
    }
    throwIfAborted(abortSignal);
    if (!isOpen()) return;
    controller.enqueue({ type: "text-end", id });
  }
  controller.enqueue({ type: "finish", finishReason: turn.finishReason, usage: turn.usage });
  controller.close();
}

/**
 * The built-in model: no network, no key, no weights. It reads the prompt's last question, picks
 * among the tools it is given by their descriptions, fills their parameters, and words the results
 * with what they say of themselves. The same prompt gives the same answer.
 */
export function createOfflineModel(): LanguageModelV3 {
  return {
    specificationVersion: "v3",
    provider: "misty",
    modelId: MODEL_ID,
    supportedUrls: {},
    doGenerate(options) {
      return new Promise((resolve) => {
        throwIfAborted(options.abortSignal);
        resolve({ ...takeTurn(options), warnings: [], response: { modelId: MODEL_ID } });
      });
    },
    doStream(options) {
      return new Promise((resolve) => {
        throwIfAborted(options.abortSignal);
        let isOpen = true;
        const stream = new ReadableStream<LanguageModelV3StreamPart>({
          start(controller) {
            void writeStream(options, controller, () => isOpen).catch((error: unknown) => {
              if (!isOpen) return;
              isOpen = false;
              controller.error(error);
            });
          },
          cancel() {
            isOpen = false;
          },
        });
        resolve({ stream });
      });
    },
  };
}
