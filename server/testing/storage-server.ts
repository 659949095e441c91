import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the stand-in does with one request. */
export type StorageBehaviour =
  /** As Supabase does. */
  | { kind: "works" }
  | { kind: "status"; status: number; message?: string }
  /** Takes the request and never says anything. */
  | { kind: "silence" }
  | { kind: "reset" }
  /** 200 with a page instead of an answer. */
  | { kind: "page" }
  /** Says yes and keeps nothing. */
  | { kind: "forgets" }
  /** Says that it removed nothing, and removes nothing. */
  | { kind: "keeps" }
  /** A page of 404, as a gateway before a paused project gives. */
  | { kind: "no-such-page" }
  /** Gives another file than the one that was asked for. */
  | { kind: "other-file" }
  /** Sends half of the file, then breaks the connection. */
  | { kind: "half" };

/**
 * A local server that speaks the protocol of Supabase Storage (`/storage/v1`): buckets, objects, signed addresses,
 * errors with the status inside an answer of 400; and misbehaves as the script says, request by request; the last
 * behaviour goes on for ever.
 */
export class StorageServer {
  readonly key = "service-role-key-of-the-test";
  readonly seen: { method: string; path: string }[] = [];
  readonly buckets = new Map<string, { isPublic: boolean }>();
  /** By `bucket/key`. */
  readonly files = new Map<string, { bytes: Buffer; type: string }>();
  readonly #signed = new Map<string, { path: string; until: number }>();
  readonly #server = createServer((req, res) => void this.#answer(req, res));
  #script: StorageBehaviour[] = [{ kind: "works" }];
  /** The server's clock, by which signed addresses end. */
  now = 0;

  static async start(): Promise<StorageServer> {
    const server = new StorageServer();
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  behave(...script: StorageBehaviour[]): void {
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
    const body = Buffer.concat(pieces);
    const { pathname, searchParams } = new URL(req.url ?? "/", this.url);
    const path = pathname.replace(/^\/storage\/v1/, "");
    this.seen.push({ method: req.method ?? "", path });
    const behaviour = (this.#script.length > 1 ? this.#script.shift() : this.#script[0]) ?? { kind: "works" };
    switch (behaviour.kind) {
      case "silence":
        return;
      case "reset":
        return void res.socket?.resetAndDestroy();
      case "page":
        return void res.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>");
      case "no-such-page":
        return void res.writeHead(404, { "content-type": "text/html" }).end("<html>Not Found</html>");
      case "status":
        return refuse(res, behaviour.status, behaviour.message ?? "planted");
      default:
        return this.#work({ method: req.method ?? "", path, token: searchParams.get("token"), download: searchParams.get("download"), authorization: req.headers.authorization ?? "", type: req.headers["content-type"] ?? "", body, behaviour: behaviour.kind, res });
    }
  }

  #work({ method, path, token, download, authorization, type, body, behaviour, res }: { method: string; path: string; token: string | null; download: string | null; authorization: string; type: string; body: Buffer; behaviour: StorageBehaviour["kind"]; res: ServerResponse }): void {
    const signed = /^\/object\/sign\/(.+)$/.exec(path)?.[1];
    if (method === "GET" && signed !== undefined) {
      const known = this.#signed.get(token ?? "");
      if (!known || known.path !== signed || known.until <= this.now) return refuse(res, 400, "jwt expired", "400");
      const file = this.files.get(signed);
      if (!file) return refuse(res, 400, "Object not found", "404");
      return void res.writeHead(200, { "content-type": file.type, ...(download === null ? {} : { "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(download)}` }) }).end(file.bytes);
    }
    if (authorization !== `Bearer ${this.key}`) return refuse(res, 400, "Invalid Compact JWS", "403");
    const json = () => JSON.parse(body.toString() || "{}") as Record<string, unknown>;
    if (method === "POST" && path === "/bucket") {
      const { id, public: isPublic } = json() as { id: string; public?: boolean };
      if (this.buckets.has(id)) return refuse(res, 400, "The resource already exists", "409");
      this.buckets.set(id, { isPublic: isPublic ?? false });
      return answer(res, { name: id });
    }
    const bucketAsked = /^\/bucket\/(.+)$/.exec(path)?.[1];
    if (method === "GET" && bucketAsked !== undefined) {
      const bucket = this.buckets.get(bucketAsked);
      return bucket ? answer(res, { id: bucketAsked, name: bucketAsked, public: bucket.isPublic }) : refuse(res, 400, "Bucket not found", "404");
    }
    const info = /^\/object\/info\/(.+)$/.exec(path)?.[1];
    const object = (signed ?? info ?? /^\/object\/(.+)$/.exec(path)?.[1]) ?? "";
    const bucket = object.split("/")[0] ?? "";
    if (!this.buckets.has(bucket)) return refuse(res, 400, "Bucket not found", "404");
    if (method === "POST" && signed !== undefined) {
      if (!this.files.has(object)) return refuse(res, 400, "Object not found", "404");
      const made = randomUUID();
      this.#signed.set(made, { path: object, until: this.now + Number((json() as { expiresIn: number }).expiresIn) });
      return answer(res, { signedURL: `/object/sign/${object}?token=${made}` });
    }
    if (method === "POST" || method === "PUT") {
      if (behaviour !== "forgets") this.files.set(object, { bytes: body, type });
      return answer(res, behaviour === "forgets" ? {} : { Id: randomUUID(), Key: object });
    }
    if (info !== undefined) return this.files.has(object) ? answer(res, { name: object }) : refuse(res, 400, "Object not found", "404");
    if (method === "DELETE") {
      if (behaviour === "keeps") return answer(res, []);
      const removed = (json() as { prefixes: string[] }).prefixes.filter((key) => this.files.delete(`${bucket}/${key}`));
      return answer(res, removed.map((name) => ({ name })));
    }
    const file = this.files.get(object);
    if (!file) return refuse(res, 400, "Object not found", "404");
    const given = behaviour === "other-file" ? createHash("sha256").update(file.bytes).digest() : file.bytes;
    if (behaviour !== "half") return void res.writeHead(200, { "content-type": file.type, "content-length": given.byteLength }).end(given);
    res.writeHead(200, { "content-type": file.type, "content-length": given.byteLength });
    res.write(given.subarray(0, given.byteLength / 2), () => setTimeout(() => res.socket?.resetAndDestroy(), 20));
  }
}

const answer = (res: ServerResponse, value: unknown): void => void res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
/** Supabase puts the status that it means into the answer. */
const refuse = (res: ServerResponse, status: number, message: string, inside = String(status)): void => void res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ statusCode: inside, error: message, message }));
