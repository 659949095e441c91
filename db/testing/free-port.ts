import { createServer } from "node:net";

const FIRST = 20_000;
const LAST = 29_999;

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen(port, "127.0.0.1", () => server.close(() => done(true)));
  });

/**
 * A port that a server can leave and take again. Below those the system gives to outgoing connections: one of
 * them could take it meanwhile, and whoever tries again and again to reach it would in the end reach itself.
 */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (await isFree(port)) return port;
  }
}
