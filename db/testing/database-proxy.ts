import { connect, createServer, type Server, type Socket } from "node:net";
import { findFreePort } from "./free-port.ts";

/** PostgreSQL's "ready for a query", the end of signing in. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** A way between an app and its database that can be cut: `refused` as of a machine without the server, `closed` as of a balancer without one behind it. */
export class DatabaseProxy {
  #server: Server | null = null;
  #port = 0;
  #isClosing = false;
  #isMute = false;
  readonly #sockets = new Set<Socket>();

  constructor(private readonly target: URL) {}

  /** The database's address by this way. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = "127.0.0.1";
    url.port = String(this.#port);
    return url.toString();
  }

  /** Opens the way, on the same port again after a cut. */
  async open(): Promise<void> {
    this.#isClosing = false;
    this.#isMute = false;
    if (this.#server) return;
    const server = createServer((socket) => this.#join(socket));
    if (this.#port === 0) this.#port = await findFreePort();
    await new Promise<void>((done, fail) => server.once("error", fail).listen(this.#port, "127.0.0.1", done));
    this.#server = server;
  }

  /** Breaks all connections, and takes no new one (`refused`) or ends each at once (`closed`). */
  async cut(how: "refused" | "closed"): Promise<void> {
    this.#isClosing = how === "closed";
    const server = this.#server;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    if (how === "closed" || !server) return;
    this.#server = null;
    await new Promise((done) => server.close(done));
  }

  /** Keeps what connections there are and lets nothing through them any more, as a network does that forgot them. New ones work. */
  silence(): void {
    for (const socket of this.#sockets) {
      socket.unpipe();
      socket.resume();
    }
  }

  /** Lets new connections sign in and nothing after it, until it is opened again. */
  mute(): void {
    this.#isMute = true;
  }

  #join(socket: Socket): void {
    socket.on("error", () => {});
    if (this.#isClosing) {
      socket.resume();
      return void socket.end();
    }
    const other = connect({ host: this.target.hostname, port: Number(this.target.port || 5432) });
    for (const [from, to] of [[socket, other], [other, socket]] as const) {
      this.#sockets.add(from);
      from.on("error", () => {});
      from.once("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
    if (!this.#isMute) return;
    other.on("data", (words: Buffer) => {
      if (!words.includes(READY)) return;
      for (const one of [socket, other]) one.unpipe().resume();
    });
  }
}
