import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/** A request that a trace server got. */
export interface TraceRequest {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A local stand-in for Langfuse and LangSmith: keeps what it is sent, answers or stays silent. */
export class TraceServer {
  readonly seen: TraceRequest[] = [];
  silent = false;
  readonly #server = createServer((req, res) => {
    const pieces: Buffer[] = [];
    req.on("data", (piece: Buffer) => pieces.push(piece));
    req.on("end", () => {
      const raw = Buffer.concat(pieces);
      this.seen.push({ path: req.url ?? "", headers: req.headers, body: (req.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw).toString() });
      if (!this.silent) res.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });

  static async start(): Promise<TraceServer> {
    const server = new TraceServer();
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  variables(): Record<string, string> {
    return { LANGFUSE_PUBLIC_KEY: "pk-local", LANGFUSE_SECRET_KEY: "sk-local", LANGFUSE_BASE_URL: this.url, LANGSMITH_API_KEY: "ls-local", LANGSMITH_ENDPOINT: this.url, LANGSMITH_PROJECT: "shop" };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
