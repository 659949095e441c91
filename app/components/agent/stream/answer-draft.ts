import type { UIMessageChunk } from "ai";
import type { MessageMetadata, MistyData, MistyMessage, MistyTools } from "#agents/contracts/messages.ts";

export type AnswerChunk = UIMessageChunk<MessageMetadata, MistyData>;

type Part = MistyMessage["parts"][number];
type TextPart = Extract<Part, { type: "text" }>;
type ReasoningPart = Extract<Part, { type: "reasoning" }>;
/** A tool part while it is being put together; what the SDK tells apart by its state is optional here. */
interface ToolDraft {
  type: `tool-${string}`;
  toolCallId: string;
  state: "input-streaming" | "input-available" | "output-available" | "output-error";
  title?: string | undefined;
  input?: unknown;
  output?: MistyTools[string]["output"] | undefined;
  errorText?: string | undefined;
}

/**
 * An answer while it is written: takes the chunks of the SDK's UI message stream one by one and
 * gives the message as it stands. It is the reading half of `useChat`, which with its schema
 * library would cost the browser more than the whole assistant may (see its test, which holds it
 * against the SDK's own reader).
 */
export class AnswerDraft {
  readonly #texts = new Map<string, TextPart>();
  readonly #reasonings = new Map<string, ReasoningPart>();
  readonly #tools = new Map<string, ToolDraft>();
  readonly #parts: (Part | ToolDraft)[] = [];
  #metadata: MessageMetadata | undefined;
  #id: string;
  /** The sentence of an `error` chunk. */
  error: string | null = null;
  /** True once the stream said that it is complete. */
  isFinished = false;

  constructor(id: string) {
    this.#id = id;
  }

  /** The message as it stands; its parts do not change any more when the next chunk is applied. */
  snapshot(): MistyMessage {
    const parts = this.#parts.map((part) => ({ ...part })) as Part[];
    return { id: this.#id, role: "assistant", parts, ...(this.#metadata ? { metadata: { ...this.#metadata } } : {}) };
  }

  /** Adds to what is known about the message. */
  learn(metadata: MessageMetadata | undefined): void {
    if (metadata) this.#metadata = { ...this.#metadata, ...metadata };
  }

  /** Applies one chunk. Chunks of kinds that no agent of ours sends are passed over. */
  apply(chunk: AnswerChunk): void {
    switch (chunk.type) {
      case "start":
        if (chunk.messageId) this.#id = chunk.messageId;
        return this.learn(chunk.messageMetadata);
      case "message-metadata":
        return this.learn(chunk.messageMetadata);
      case "finish":
        this.isFinished = true;
        return this.learn(chunk.messageMetadata);
      case "abort":
        this.isFinished = true;
        return this.learn({ outcome: "stopped" });
      case "error":
        this.error = chunk.errorText;
        return;
      case "start-step":
        this.#parts.push({ type: "step-start" });
        return;
      case "finish-step":
        this.#texts.clear();
        this.#reasonings.clear();
        return;
      case "text-start":
        return open(this.#texts, this.#parts, chunk.id, { type: "text", text: "", state: "streaming" });
      case "reasoning-start":
        return open(this.#reasonings, this.#parts, chunk.id, { type: "reasoning", text: "", state: "streaming" });
      case "text-delta":
        return extend(this.#texts.get(chunk.id), chunk.delta);
      case "reasoning-delta":
        return extend(this.#reasonings.get(chunk.id), chunk.delta);
      case "text-end":
        return close(this.#texts, chunk.id);
      case "reasoning-end":
        return close(this.#reasonings, chunk.id);
      default:
        if (chunk.type.startsWith("data-")) return this.#applyData(chunk as Extract<AnswerChunk, { type: `data-${string}` }>);
        return this.#applyTool(chunk);
    }
  }

  #applyTool(chunk: AnswerChunk): void {
    switch (chunk.type) {
      case "tool-input-start":
        return this.#putTool(chunk.toolCallId, chunk.toolName, { state: "input-streaming", title: chunk.title });
      case "tool-input-available":
        return this.#putTool(chunk.toolCallId, chunk.toolName, { state: "input-available", title: chunk.title, input: chunk.input });
      case "tool-input-error":
        return this.#putTool(chunk.toolCallId, chunk.toolName, { state: "output-error", errorText: chunk.errorText });
      case "tool-output-available":
        return this.#endTool(chunk.toolCallId, { state: "output-available", output: chunk.output as ToolDraft["output"] });
      case "tool-output-error":
        return this.#endTool(chunk.toolCallId, { state: "output-error", errorText: chunk.errorText });
    }
  }

  #putTool(toolCallId: string, toolName: string, news: Pick<ToolDraft, "state"> & Partial<ToolDraft>): void {
    const known = this.#tools.get(toolCallId);
    if (known) return void Object.assign(known, { ...news, type: `tool-${toolName}`, title: news.title ?? known.title });
    const part: ToolDraft = { type: `tool-${toolName}`, toolCallId, ...news };
    this.#tools.set(toolCallId, part);
    this.#parts.push(part);
  }

  #endTool(toolCallId: string, news: Partial<ToolDraft>): void {
    const known = this.#tools.get(toolCallId);
    if (known) Object.assign(known, news);
  }

  /** A data part with an id that is there already takes its place. */
  #applyData(chunk: Extract<AnswerChunk, { type: `data-${string}` }>): void {
    if (chunk.transient) return;
    const { transient: _transient, ...part } = chunk;
    const at = chunk.id === undefined ? -1 : this.#parts.findIndex((known) => known.type === chunk.type && "id" in known && known.id === chunk.id);
    if (at === -1) this.#parts.push(part);
    else this.#parts[at] = part;
  }
}

function open<T extends TextPart | ReasoningPart>(open: Map<string, T>, parts: (Part | ToolDraft)[], id: string, part: T): void {
  open.set(id, part);
  parts.push(part);
}

function extend(part: TextPart | ReasoningPart | undefined, delta: string): void {
  if (part) part.text += delta;
}

function close(open: Map<string, TextPart | ReasoningPart>, id: string): void {
  const part = open.get(id);
  if (part) part.state = "done";
  open.delete(id);
}
