import { createServer, type Server, type Socket } from "node:net";

/**
 * How a Redis of ours answers: `well`; not at all (`silent`); after a while (`slow`); with half a reply and
 * then a reset (`reset`); to GET with another key's value, half the value, a number, or something that is
 * no protocol (`foreign`, `cut`, `number`, `garbage`); with an error (`full`).
 */
export type RedisMode = "well" | "silent" | "slow" | "reset" | "foreign" | "cut" | "number" | "garbage" | "full";

/** A server that speaks as much of Redis' protocol (RESP2) as a cache needs, and can be made to misbehave. */
export class RedisServer {
  mode: RedisMode = "well";
  slowMs = 400;
  /** Commands it was sent, by name. */
  readonly asked: string[] = [];
  readonly values = new Map<string, string>();
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();
  #port = 0;

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** Listens, on the same port again after a stop. */
  async start(): Promise<void> {
    const server = createServer((socket) => this.#serve(socket));
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(this.#port, "127.0.0.1", resolve));
    this.#port = (server.address() as { port: number }).port;
    this.#server = server;
  }

  /** Ends, and all connections with it; what it held in memory is gone. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.values.clear();
    for (const socket of this.#sockets) socket.destroy();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    socket.on("error", () => {});
    let buffered: Buffer = Buffer.alloc(0);
    socket.on("data", (chunk: Buffer) => {
      buffered = Buffer.concat([buffered, chunk]);
      for (;;) {
        const command = readCommand(buffered);
        if (!command) break;
        buffered = buffered.subarray(command.length);
        this.#answer(socket, command.words);
      }
    });
  }

  #answer(socket: Socket, [name = "", ...rest]: string[]): void {
    const verb = name.toUpperCase();
    this.asked.push(verb);
    const isData = verb === "GET" || verb === "SET";
    if (this.mode === "silent") return;
    const reply = this.#reply(verb, rest);
    if (!isData) return void socket.write(reply);
    if (this.mode === "slow") return void setTimeout(() => socket.write(reply), this.slowMs);
    if (this.mode === "reset") return void socket.write(reply.subarray(0, Math.ceil(reply.length / 2)), () => socket.resetAndDestroy());
    socket.write(reply);
  }

  #reply(verb: string, [key = "", value = ""]: string[]): Buffer {
    const error = (words: string) => Buffer.from(`-${words}\r\n`);
    if (this.mode === "full" && verb === "SET") return error("OOM command not allowed when used memory > 'maxmemory'.");
    if (verb === "SET") {
      this.values.set(key, value);
      return Buffer.from("+OK\r\n");
    }
    if (verb === "GET") return this.#get(key);
    if (verb === "PING") return Buffer.from("+PONG\r\n");
    return ["SELECT", "CLIENT", "AUTH"].includes(verb) ? Buffer.from("+OK\r\n") : error(`ERR unknown command '${verb}'`);
  }

  #get(key: string): Buffer {
    const text = (value: string) => Buffer.concat([Buffer.from(`$${Buffer.byteLength(value)}\r\n`), Buffer.from(value), Buffer.from("\r\n")]);
    const value = this.values.get(key);
    if (this.mode === "garbage") return Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n");
    if (this.mode === "number") return Buffer.from(":42\r\n");
    const other = [...this.values].find(([name]) => name !== key)?.[1];
    if (this.mode === "foreign" && other !== undefined) return text(other);
    if (value === undefined) return Buffer.from("$-1\r\n");
    return text(this.mode === "cut" ? value.slice(0, -1) : value);
  }
}

/** The first whole command (an array of texts) in `bytes` and how many bytes it is; null while it is not whole. */
function readCommand(bytes: Buffer): { words: string[]; length: number } | null {
  let at = 0;
  const line = (): string | null => {
    const end = bytes.indexOf("\r\n", at);
    if (end < 0) return null;
    const text = bytes.toString("utf8", at, end);
    at = end + 2;
    return text;
  };
  const head = line();
  if (head === null) return null;
  if (!head.startsWith("*")) throw new Error(`no command: ${head}`);
  const words: string[] = [];
  for (let left = Number(head.slice(1)); left > 0; left--) {
    const size = line();
    if (size === null) return null;
    const length = Number(size.slice(1));
    if (bytes.length < at + length + 2) return null;
    words.push(bytes.toString("utf8", at, at + length));
    at += length + 2;
  }
  return { words, length: at };
}
