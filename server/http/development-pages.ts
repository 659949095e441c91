import { fileURLToPath } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { createServer } from "vite";
import type { Pages } from "./app.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Pages straight from their sources, with hot reload. Returns also how to end Vite. */
export async function developmentPages(): Promise<Pages & { close(): Promise<void> }> {
  const vite = await createServer({ root: ROOT, server: { middlewareMode: true }, appType: "custom" });
  return {
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as unknown as Promise<ServerBuild>,
    assets: vite.middlewares,
    development: true,
    close: () => vite.close(),
  };
}
