import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { denyImports } from "vite-env-only";
import remixConfig from "./remix.config.js";

/** Our own code outside `app/`. */
const OURS = /^#(server|db|agents|kb)\//;

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    // The wall: a page may use enums and contracts, nothing else of what runs on the server.
    denyImports({
      client: {
        files: [/^db\/(?!enums\.ts$)/, /^server\/(?!contracts\/)/, /^agents\/(?!contracts\/)/, /^knowledge-base\//],
        specifiers: ["postgres", "pg-boss", "pino", "express", "@node-rs/argon2", /^drizzle-orm/, /^@electric-sql\//],
      },
    }),
    tailwindcss(),
    remix(remixConfig),
  ],
  build: {
    target: "es2022",
    rollupOptions: isSsrBuild
      ? {
          // The pages' build keeps importing server code by its name, so that it meets the very
          // modules the host runs: one graph, `instanceof` works, and only pages need a build.
          external: OURS,
        }
      : {},
  },
}));
