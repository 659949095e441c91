import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the stand-in does with one request. */
export type Behaviour =
  /** Speaks; with `together`, not before so many requests have come since the script was set; `grounding` is what Vertex says of its web search. */
  | { kind: "text"; text: string; pieces?: number; pauseMs?: number; together?: number; grounding?: unknown }
  | { kind: "tools"; calls: { name: string; input: Record<string, unknown> }[]; text?: string }
  | { kind: "status"; status: number; body?: string; headers?: Record<string, string> }
  /** Takes the request and never says anything. */
  | { kind: "silence" }
  /** Sends a piece of text, then nothing. */
  | { kind: "stall"; text: string }
  /** Sends a piece of text, then breaks the connection. */
  | { kind: "reset"; text: string }
  /** An event whose data is no JSON. */
  | { kind: "rubbish" }
  /** A tool call whose arguments are no JSON, or of a tool that does not exist. */
  | { kind: "bad-tool"; name: string; arguments: string };

/** A request as the stand-in saw it. */
export interface SeenRequest {
  path: string;
  headers: IncomingMessage["headers"];
  body: Record<string, unknown>;
  /** Settles when the client went away before the answer was over. */
  aborted: boolean;
}

/**
 * A local server that speaks the protocols of Vertex (`:streamGenerateContent?alt=sse`) and of
 * OpenAI-compatible servers (`/chat/completions`), and behaves as the script says, request by request;
 * the last behaviour goes on for ever.
 */
export class ModelServer {
  readonly seen: SeenRequest[] = [];
  readonly #server = createServer((req, res) => void this.#answer(req, res));
  #script: Behaviour[] = [];

  static async start(): Promise<ModelServer> {
    const server = new ModelServer();
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Variables that make Misty use this server with a protocol. */
  variables(protocol: "vertex" | "openai-compatible"): Record<string, string> {
    return protocol === "vertex"
      ? { AI_PROVIDER: "vertex", GOOGLE_VERTEX_PROJECT: "shop", GOOGLE_VERTEX_BASE_URL: this.url }
      : { AI_PROVIDER: "openai-compatible", OPENAI_COMPATIBLE_BASE_URL: `${this.url}/v1`, OPENAI_COMPATIBLE_API_KEY: "local-key", AI_MODEL: "test-model" };
  }

  behave(...script: Behaviour[]): void {
    this.#script = script;
    this.seen.length = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of req) pieces.push(piece as Buffer);
    const seen: SeenRequest = { path: req.url ?? "", headers: req.headers, body: JSON.parse(Buffer.concat(pieces).toString() || "{}") as Record<string, unknown>, aborted: false };
    // It serves no embeddings: documents are then looked for by their words alone.
    if (/\/embeddings$|:predict$/.test(seen.path)) return void res.writeHead(404, { "content-type": "application/json" }).end('{"error":{"message":"no embeddings here"}}');
    this.seen.push(seen);
    res.on("close", () => {
      if (!res.writableFinished) seen.aborted = true;
    });
    const behaviour = this.#script.length > 1 ? this.#script.shift() : this.#script[0];
    if (!behaviour) return void res.writeHead(500).end();
    const speak = seen.path.includes("streamGenerateContent") ? VERTEX : OPENAI;
    switch (behaviour.kind) {
      case "silence":
        return;
      case "status":
        return void res.writeHead(behaviour.status, { "content-type": "application/json", ...behaviour.headers }).end(behaviour.body ?? JSON.stringify({ error: { code: behaviour.status, message: "planted", status: "PLANTED" } }));
      default:
        res.writeHead(200, { "content-type": "text/event-stream" });
    }
    const send = (data: unknown) => res.write(`data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
    switch (behaviour.kind) {
      case "text": {
        while (this.seen.length < (behaviour.together ?? 0) && !res.destroyed) await new Promise((resolve) => setTimeout(resolve, 5));
        const count = behaviour.pieces ?? 3;
        const size = Math.max(1, Math.ceil(behaviour.text.length / count));
        for (let at = 0; at < behaviour.text.length && !res.destroyed; at += size) {
          send(speak.text(behaviour.text.slice(at, at + size)));
          if (behaviour.pauseMs) await new Promise((resolve) => setTimeout(resolve, behaviour.pauseMs));
        }
        break;
      }
      case "tools":
        if (behaviour.text) send(speak.text(behaviour.text));
        for (const event of speak.tools(behaviour.calls)) send(event);
        break;
      case "bad-tool":
        send(speak.badTool(behaviour.name, behaviour.arguments));
        break;
      case "stall":
        return void send(speak.text(behaviour.text));
      case "reset":
        send(speak.text(behaviour.text));
        await new Promise((resolve) => setTimeout(resolve, 50));
        return void res.socket?.resetAndDestroy();
      case "rubbish":
        send("{this is no JSON");
        return void res.end();
    }
    const called = behaviour.kind === "tools" || behaviour.kind === "bad-tool";
    const grounding = behaviour.kind === "text" ? behaviour.grounding : undefined;
    if (grounding !== undefined) send({ candidates: [{ content: { role: "model", parts: [{ text: "" }] }, groundingMetadata: grounding }] });
    for (const event of speak.end(called)) send(event);
    res.end();
  }
}

type Call = { name: string; input: Record<string, unknown> };
interface Protocol {
  text(text: string): unknown;
  tools(calls: Call[]): unknown[];
  badTool(name: string, args: string): unknown;
  end(called: boolean): unknown[];
}

const OPENAI: Protocol = {
  text: (content) => chunk({ role: "assistant", content }),
  tools: (calls) => calls.map(({ name, input }, index) => chunk({ role: "assistant", tool_calls: [{ index, id: `call-${name}-${index}`, type: "function", function: { name, arguments: JSON.stringify(input) } }] })),
  badTool: (name, args) => chunk({ role: "assistant", tool_calls: [{ index: 0, id: "call-bad", type: "function", function: { name, arguments: args } }] }),
  end: (called) => [
    { id: "c", object: "chat.completion.chunk", created: 1, model: "test-model", choices: [{ index: 0, delta: {}, finish_reason: called ? "tool_calls" : "stop" }] },
    { id: "c", object: "chat.completion.chunk", created: 1, model: "test-model", choices: [], usage: { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 } },
    "[DONE]",
  ],
};

const chunk = (delta: object) => ({ id: "c", object: "chat.completion.chunk", created: 1, model: "test-model", choices: [{ index: 0, delta, finish_reason: null }] });

const candidate = (parts: object[]) => ({ candidates: [{ content: { role: "model", parts } }] });

const VERTEX: Protocol = {
  text: (text) => candidate([{ text }]),
  tools: (calls) => [candidate(calls.map(({ name, input }) => ({ functionCall: { name, args: input } })))],
  // Vertex sends arguments as objects, so the wrong thing about them is their shape.
  badTool: (name, args) => candidate([{ functionCall: { name, args: { nonsense: args } } }]),
  end: () => [{ candidates: [{ content: { role: "model", parts: [] }, finishReason: "STOP" }], usageMetadata: { promptTokenCount: 120, candidatesTokenCount: 30, totalTokenCount: 150 } }],
};
