import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { embedKeyless } from "../runtime/keyless-embedder.ts";

/** What the stand-in does with one request. */
export type EmbeddingBehaviour =
  | { kind: "vectors" }
  | { kind: "status"; status: number; headers?: Record<string, string> }
  /** Takes the request and never says anything. */
  | { kind: "silence" }
  | { kind: "reset" }
  /** 200 with a page instead of JSON. */
  | { kind: "page" }
  /** As a server that does not know what `dimensions` means. */
  | { kind: "dimensions"; dimensions: number }
  /** One vector too few. */
  | { kind: "short" }
  /** Vectors of zeros. */
  | { kind: "zeros" };

interface SeenCall {
  path: string;
  headers: IncomingMessage["headers"];
  texts: string[];
  body: Record<string, unknown>;
}

/**
 * A local server that speaks the embedding protocols of Vertex (`:predict`) and of OpenAI-compatible servers
 * (`/embeddings`), and behaves as the script says, request by request; the last behaviour goes on for ever. Its
 * vectors are not of length 1, and those of two models have nothing to do with each other.
 */
export class EmbeddingServer {
  readonly seen: SeenCall[] = [];
  /** More texts in one call are refused with 400, as servers do. */
  mostTexts = Infinity;
  /** A call with a text that has this in it is refused with 400. */
  unwanted: string | null = null;
  readonly #server = createServer((req, res) => void this.#answer(req, res));
  #script: EmbeddingBehaviour[] = [{ kind: "vectors" }];

  static async start(): Promise<EmbeddingServer> {
    const server = new EmbeddingServer();
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Variables that make Misty use this server with a protocol. */
  variables(protocol: "vertex" | "openai-compatible", model = "test-embedding"): Record<string, string> {
    const common = { AI_EMBEDDING_MODEL: model };
    return protocol === "vertex"
      ? { ...common, AI_PROVIDER: "vertex", GOOGLE_VERTEX_PROJECT: "shop", GOOGLE_VERTEX_BASE_URL: this.url }
      : { ...common, AI_PROVIDER: "openai-compatible", OPENAI_COMPATIBLE_BASE_URL: `${this.url}/v1`, OPENAI_COMPATIBLE_API_KEY: "local-key", AI_MODEL: "test-model" };
  }

  behave(...script: EmbeddingBehaviour[]): void {
    this.#script = script;
    this.seen.length = 0;
  }

  /** Every text that was embedded, in the order it came. */
  get texts(): string[] {
    return this.seen.flatMap(({ texts }) => texts);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of req) pieces.push(piece as Buffer);
    const path = req.url ?? "";
    const body = JSON.parse(Buffer.concat(pieces).toString() || "{}") as Record<string, unknown>;
    const isVertex = path.endsWith(":predict");
    const texts = isVertex ? (body["instances"] as { content: string }[]).map(({ content }) => content) : (body["input"] as string[]);
    this.seen.push({ path, headers: req.headers, texts, body });
    const behaviour = (this.#script.length > 1 ? this.#script.shift() : this.#script[0]) ?? { kind: "vectors" };
    const json = (status: number, value: unknown, headers: Record<string, string> = {}) => void res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
    if (texts.length > this.mostTexts) return json(400, { error: { code: 400, message: `at most ${this.mostTexts} texts`, status: "INVALID_ARGUMENT" } });
    const { unwanted } = this;
    if (unwanted !== null && texts.some((text) => text.includes(unwanted))) return json(400, { error: { code: 400, message: "a text is not taken", status: "INVALID_ARGUMENT" } });
    const model = isVertex ? (/models\/([^:]+):/.exec(path)?.[1] ?? "") : String(body["model"]);
    let vectors = texts.map((text) => vectorOf(model, text));
    switch (behaviour.kind) {
      case "silence":
        return;
      case "reset":
        return void res.socket?.resetAndDestroy();
      case "page":
        return void res.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>");
      case "status":
        return json(behaviour.status, { error: { code: behaviour.status, message: "planted", status: "PLANTED" } }, behaviour.headers);
      case "dimensions":
        vectors = vectors.map((vector) => [...vector, ...vector].slice(0, behaviour.dimensions));
        break;
      case "short":
        vectors = vectors.slice(1);
        break;
      case "zeros":
        vectors = vectors.map((vector) => vector.map(() => 0));
    }
    return isVertex
      ? json(200, { predictions: vectors.map((values) => ({ embeddings: { values, statistics: { token_count: 7, truncated: false } } })) })
      : json(200, { object: "list", model, data: vectors.map((embedding, index) => ({ object: "embedding", index, embedding })), usage: { prompt_tokens: 7, total_tokens: 7 } });
  }
}

/** Words as the built-in embedder sees them, turned by the model's name and three times as long. */
function vectorOf(model: string, text: string): number[] {
  const vector = embedKeyless(text || "nothing");
  const turn = [...model].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % vector.length;
  return vector.map((_value, at) => 3 * (vector[(at + turn) % vector.length] ?? 0));
}
