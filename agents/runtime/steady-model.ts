import type { LanguageModelV3, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { APICallError, wrapLanguageModel } from "ai";

/** How long text is collected before it goes on, in ms. Every part that enters the SDK's stream costs it CPU (P7). */
const MERGE_MS = 100;
/** Before a model is tried again, at most, beside the SDK's pause. */
const JITTER_MS = 500;

/** Ends a turn in which the model says nothing for too long. */
export class SilenceWatch {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | null = null;

  constructor(readonly limitMs: number) {}

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The model is asked. Asked again, it gets no more time: tries and their pauses together are one silence. */
  ask(): void {
    if (!this.#timer) this.expect();
  }

  /** The model spoke: the time begins anew. */
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

/** What a turn hears of its model. */
interface Hearing {
  watch: SilenceWatch;
  onText: () => void;
  /** A try that failed before the model said anything; the SDK may try again. */
  onRefusal: (error: unknown) => void;
}

/**
 * `model` under a watch for silence, its deltas merged before the SDK sees them, and with an id for each
 * tool call that no other call of the turn has: some servers count them anew in every answer, and
 * evidence is found by it.
 */
export function steadyModel(model: LanguageModelV3, { watch, onText, onRefusal }: Hearing): LanguageModelV3 {
  const callIds = new Set<string>();
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: "v3",
      async wrapStream({ doStream }) {
        watch.ask();
        const { stream, ...rest } = await doStream().then(undefined, async (error: unknown) => {
          onRefusal(error);
          // The SDK's own pauses are the same for everybody whom an overloaded server turned away.
          if (APICallError.isInstance(error) && error.isRetryable) await new Promise((resolve) => setTimeout(resolve, Math.random() * JITTER_MS));
          throw error;
        });
        const ownId = distinctIds(callIds);
        const observed = stream.pipeThrough(
          new TransformStream<LanguageModelV3StreamPart, LanguageModelV3StreamPart>({
            transform(part, out) {
              watch.expect();
              if (part.type === "text-delta") onText();
              out.enqueue(ownId(part));
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

/** Renames the tool calls of one answer whose id is in `taken`, which is a turn's, and adds theirs to it. */
function distinctIds(taken: Set<string>): (part: LanguageModelV3StreamPart) => LanguageModelV3StreamPart {
  const names = new Map<string, string>();
  const nameOf = (id: string): string => {
    const name = names.get(id) ?? (taken.has(id) ? `${id}-${taken.size}` : id);
    names.set(id, name);
    taken.add(name);
    return name;
  };
  return (part) => {
    if (part.type === "tool-input-start" || part.type === "tool-input-delta" || part.type === "tool-input-end") return { ...part, id: nameOf(part.id) };
    if (part.type !== "tool-call") return part;
    const toolCallId = nameOf(part.toolCallId);
    // Said in full: the same id again would be another call.
    names.delete(part.toolCallId);
    return { ...part, toolCallId };
  };
}
