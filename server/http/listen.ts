import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { OpenRequests } from "./request-context.ts";

/** How long open answers may go on after a stop was asked for. */
const FINISH_WITHIN_MS = 3_000;

/** Another program has the port. */
export class PortTakenError extends Error {
  constructor(host: string, port: number) {
    super(`Port ${port} of ${host} is taken by another program. Stop that one, or choose another with PORT.`);
    this.name = "PortTakenError";
  }
}

/** Listens and returns the address people open. Throws PortTakenError. */
export async function listen(http: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((done, fail) => {
    http.once("error", (error: NodeJS.ErrnoException) => fail(error.code === "EADDRINUSE" ? new PortTakenError(host, port) : error));
    http.listen(port, host, done);
  });
  const { port: actual } = http.address() as AddressInfo;
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${shown}:${actual}`;
}

/** Takes no new requests, ends streams at once, gives other answers a moment, then cuts what is left. */
export async function closeHttp(http: Server, open: OpenRequests): Promise<void> {
  const closed = new Promise<void>((done) => http.close(() => done()));
  open.abortAll();
  http.closeIdleConnections();
  const cut = setTimeout(() => http.closeAllConnections(), FINISH_WITHIN_MS);
  await closed;
  clearTimeout(cut);
}
