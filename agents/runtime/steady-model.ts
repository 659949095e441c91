import type { LanguageModelV3, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { wrapLanguageModel } from "ai";

/** How long text is collected before it goes on, in ms. Every part that enters the SDK's stream costs it CPU (P7). */
const MERGE_MS = 100;

/** Ends a turn in which the model says nothing for too long. */
export class SilenceWatch {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | null = null;

  constructor(readonly limitMs: number) {}

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The model is expected to speak: the time begins anew. */
  expect(): void {
    this.rest();
    this.#timer = setTimeout(() => this.#controller.abort(new DOMException("The model was silent for too long.", "TimeoutError")), this.limitMs);
  }

  /** Nobody waits for the model now. */
  rest(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/**
 * Collects the text of a stream over `windowMs`: the first piece goes on at once, later ones
 * together, and nothing overtakes anything.
 */
export function mergeDeltas(windowMs = MERGE_MS): TransformStream<LanguageModelV3StreamPart, LanguageModelV3StreamPart> {
  let waiting: { id: string; delta: string } | null = null;
  let timer: NodeJS.Timeout | null = null;
  type Out = TransformStreamDefaultController<LanguageModelV3StreamPart>;
  const flush = (out: Out) => {
    if (waiting) out.enqueue({ type: "text-delta", ...waiting });
    waiting = null;
  };
  const tick = (out: Out) => {
    timer = null;
    if (!waiting) return;
    try {
      flush(out);
    } catch {
      return; // the reader is gone
    }
    timer = setTimeout(tick, windowMs, out);
  };
  const stop = () => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
  return new TransformStream({
    transform(part, out) {
      if (part.type !== "text-delta" || part.providerMetadata !== undefined) {
        flush(out);
        out.enqueue(part);
        return;
      }
      if (waiting && waiting.id === part.id) waiting.delta += part.delta;
      else {
        flush(out);
        if (timer) waiting = { id: part.id, delta: part.delta };
        else out.enqueue(part);
      }
      timer ??= setTimeout(tick, windowMs, out);
    },
    flush(out) {
      stop();
      flush(out);
    },
  });
}

/** `model` under a watch for silence, its deltas merged before the SDK sees them. */
export function steadyModel(model: LanguageModelV3, watch: SilenceWatch, onFirstText: () => void): LanguageModelV3 {
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: "v3",
      async wrapStream({ doStream }) {
        watch.expect();
        const { stream, ...rest } = await doStream();
        const observed = stream.pipeThrough(
          new TransformStream<LanguageModelV3StreamPart, LanguageModelV3StreamPart>({
            transform(part, out) {
              watch.expect();
              if (part.type === "text-delta") onFirstText();
              out.enqueue(part);
            },
            // Tools work now, or the turn is over; the next step begins the time anew.
            flush: () => watch.rest(),
          }),
        );
        return { ...rest, stream: observed.pipeThrough(mergeDeltas()) };
      },
    },
  });
}
