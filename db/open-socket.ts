import { connect, type Socket } from "node:net";

/** What postgres.js (3.4) knows of the server when it asks for a socket. */
interface Place {
  host: readonly string[];
  port: readonly number[];
  path: string | false;
}

/**
 * A socket to the server that fails when the other side ends it before its first word, as a balancer does
 * that has no server behind it. Without that the driver tries again at once, without a pause and for ever, until
 * the machine has no sockets left.
 */
export function openSocket({ host: [host = "localhost"], port: [port = 5432], path }: Place): Socket {
  const socket = path === false ? connect({ host, port }) : connect(path);
  socket.once("end", () => {
    if (socket.bytesRead === 0) socket.destroy(Object.assign(new Error("The connection was closed before the database said a word."), { code: "ECONNRESET" }));
  });
  // The driver reads the name for TLS from here.
  return Object.assign(socket, { host, port });
}
