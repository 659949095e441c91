import { v7 } from "uuid";
import type { AgentId, AskBody, MistyMessage } from "#agents/contracts/messages.ts";
import { trpcClient } from "#app/lib/trpc.tsx";
import { AnswerDraft } from "./stream/answer-draft.ts";
import { askAgent, AskError, cutShort, explainFailure, type Failure } from "./stream/ask-agent.ts";
import { perFrame } from "./stream/next-frame.ts";
import { listenToTabs, tellTabs } from "./stream/tell-tabs.ts";

/** How long a tool took, as far as this page watched it. */
export type Timings = Readonly<Record<string, number>>;

export interface ConversationState {
  /** `missing`: there is no such conversation for this person. */
  history: "loading" | "ready" | "failed" | "missing";
  messages: readonly MistyMessage[];
  /** True from the question until its answer is complete. */
  isBusy: boolean;
  /** Why the last question has no complete answer, when the answer itself does not say so. */
  failure: Failure | null;
  timings: Timings;
}

type Page = NonNullable<AskBody["page"]>;

/** An id that sorts by time, for conversations and messages. */
export const newId = (): string => v7();

const textMessage = (id: string, text: string): MistyMessage => ({ id, role: "user", parts: [{ type: "text", text }] });

/**
 * One conversation as the browser holds it. It lives outside of the components, so that an answer
 * goes on while a person closes the panel or moves to the page. The server's history is the truth:
 * what is sent is only the new question.
 */
export class Conversation {
  readonly id: string;
  readonly agent: AgentId;
  #state: ConversationState;
  #listeners = new Set<() => void>();
  #abort: AbortController | null = null;
  /** What to send when the last attempt did not reach the model. */
  #unsent: AskBody | null = null;

  constructor(id: string, isNew: boolean, agent: AgentId = "analyst") {
    this.id = id;
    this.agent = agent;
    this.#state = { history: isNew ? "ready" : "loading", messages: [], isBusy: false, failure: null, timings: {} };
    listenToTabs((news) => {
      if (news.id === id && !this.#state.isBusy && !this.#telling) void this.load();
    });
  }

  readonly read = (): ConversationState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(news: Partial<ConversationState>): void {
    this.#state = { ...this.#state, ...news };
    for (const listener of this.#listeners) listener();
  }

  /** Reads the history anew. An answer that is being written is left alone. */
  async load(): Promise<void> {
    try {
      const { messages } = await trpcClient.conversations.read.query({ id: this.id });
      if (!this.#state.isBusy) this.#set({ history: "ready", messages, failure: null });
    } catch (error) {
      if (this.#state.isBusy || this.#state.messages.length > 0) return;
      this.#set({ history: codeOf(error) === "NOT_FOUND" ? "missing" : "failed" });
    }
  }

  /** Asks `text`. With `replaces`, the question of that id and all after it make room for it. */
  async ask(text: string, options: { replaces?: string | undefined; page?: Page | undefined } = {}): Promise<void> {
    if (this.#state.isBusy) return;
    const { replaces, page } = options;
    const message = textMessage(newId(), text);
    const at = replaces === undefined ? -1 : this.#state.messages.findIndex(({ id }) => id === replaces);
    const kept = at === -1 ? this.#state.messages : this.#state.messages.slice(0, at);
    this.#set({ messages: [...kept, message] });
    await this.#send({ conversationId: this.id, message: { id: message.id, text }, ...(replaces ? { replaces } : {}), ...(page ? { page } : {}) });
  }

  /** Answers the last question again; a question that did not reach the model is sent as it was. */
  async retry(page?: Page): Promise<void> {
    if (this.#state.isBusy) return;
    const unsent = await this.#stillUnsent();
    const last = this.#state.messages.findLastIndex(({ role }) => role === "user");
    this.#set({ messages: this.#state.messages.slice(0, last + 1) });
    await this.#send(unsent ?? { conversationId: this.id, message: null, ...(page ? { page } : {}) });
  }

  /** The last question, unless it did arrive and only its answer was lost on the way. */
  async #stillUnsent(): Promise<AskBody | null> {
    const unsent = this.#unsent;
    if (!unsent?.message) return unsent;
    const { id } = unsent.message;
    const known = await trpcClient.conversations.read.query({ id: this.id }).catch(() => null);
    return known?.messages.some((message) => message.id === id) ? null : unsent;
  }

  /** Ends the answer that is being written; the host ends the model with it. */
  readonly stop = (): void => this.#abort?.abort();

  async #send(body: AskBody): Promise<void> {
    const abort = new AbortController();
    const draft = new AnswerDraft(newId());
    const before = this.#state.messages;
    const started = new Map<string, number>();
    let timings = this.#state.timings;
    const show = perFrame(() => this.#set({ messages: [...before, draft.snapshot()], timings }));
    this.#abort = abort;
    this.#unsent = body;
    this.#set({ isBusy: true, failure: null });
    let failure: Failure | null = null;
    try {
      for await (const chunk of askPatiently(this.agent, body, abort.signal)) {
        this.#unsent = null;
        draft.apply(chunk);
        if (chunk.type === "tool-input-available") started.set(chunk.toolCallId, performance.now());
        const since = chunk.type === "tool-output-available" ? started.get(chunk.toolCallId) : undefined;
        if (chunk.type === "tool-output-available" && since !== undefined) timings = { ...timings, [chunk.toolCallId]: performance.now() - since };
        show.ask();
      }
      if (draft.error !== null) failure = { kind: "other", sentence: draft.error };
      else if (!draft.isFinished) throw cutShort();
    } catch (error) {
      if (abort.signal.aborted) draft.learn({ outcome: "stopped" });
      else failure = explainFailure(error);
    }
    show.cancel();
    this.#abort = null;
    const isAnswered = this.#unsent === null || abort.signal.aborted;
    this.#set({ isBusy: false, failure, timings, messages: isAnswered ? [...before, draft.snapshot()] : before });
    this.#tell();
    const isCut = abort.signal.aborted || failure?.kind === "cut";
    if (isAnswered && isCut && this.agent !== "analyst") await this.#learnSources();
  }

  /** What an answer stands on is sent last. One whose stream ended before is kept with its sources, so it is read from there. */
  async #learnSources(): Promise<void> {
    for (const wait of KEPT_AFTER_MS) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      const known = await trpcClient.conversations.read.query({ id: this.id }).catch(() => null);
      if (this.#state.isBusy) return;
      const answer = known?.messages.at(-1);
      if (known && answer?.role === "assistant" && hasSources(answer)) {
        this.#set({ messages: known.messages });
        return;
      }
    }
  }

  #telling = false;
  /** The others read the history anew; this page has just seen it. */
  #tell(): void {
    this.#telling = true;
    tellTabs({ id: this.id });
    this.#telling = false;
  }
}

/** What an answer that was just stopped may need on the server to end, in ms. */
const WAITS_MS = [300, 900] as const;

/** When a stopped answer may be kept on the server, in ms after each other. */
const KEPT_AFTER_MS = [400, 1_200, 3_000] as const;
const hasSources = ({ parts }: MistyMessage): boolean => parts.some(({ type }) => type === "data-passages" || type === "data-sources");

/** Asks, and once or twice more when the answer before has not quite ended on the server. */
async function* askPatiently(agent: AgentId, body: AskBody, signal: AbortSignal) {
  for (const wait of WAITS_MS) {
    try {
      yield* askAgent(agent, body, signal);
      return;
    } catch (error) {
      if (!(error instanceof AskError) || error.kind !== "conflict") throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (signal.aborted) throw error;
    }
  }
  yield* askAgent(agent, body, signal);
}

/** The code of a failed procedure call. */
export function codeOf(error: unknown): string | null {
  const data = typeof error === "object" && error !== null && "data" in error ? (error.data as { code?: unknown } | null | undefined) : null;
  return typeof data?.code === "string" ? data.code : null;
}

const open = new Map<string, Conversation>();

/**
 * The conversation of this id in this page, the same one for panel and page. A new one has no
 * history to read. Each person has their own: who signs in next at the same desk sees nothing of
 * what the one before asked.
 */
export function conversationOf(personId: string, id: string, isNew = false, agent: AgentId = "analyst"): Conversation {
  const key = `${personId} ${id}`;
  const known = open.get(key);
  if (known) return known;
  const made = new Conversation(id, isNew, agent);
  open.set(key, made);
  if (!isNew) void made.load();
  return made;
}
