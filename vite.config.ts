import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import { denyImports } from "vite-env-only";
import remixConfig from "./remix.config.js";

/** Our own code outside `app/`. */
const OURS = /^#(server|db|agents|kb)\//;

/** The wall: what runs in a browser may use enums and contracts, nothing else of what runs on the server. */
const wall = denyImports({
  client: {
    files: [/^db\/(?!enums\.ts$)/, /^server\/(?!contracts\/)/, /^agents\/(?!contracts\/)/, /^knowledge-base\/(?!ingest\/(?:join-page-text|clean-text)\.ts$)/],
    specifiers: ["postgres", "pg-boss", "pino", "express", "@node-rs/argon2", /^drizzle-orm/, /^@electric-sql\//],
  },
});

/**
 * Takes each icon from its own file: the package's index has 2,000 modules, which a build would
 * all read (and a server load) for a dozen pictures. An icon that has no file fails the build.
 */
function oneFilePerIcon(): Plugin {
  const fileOf = (name: string) => name.replace(/([a-z0-9])([A-Z])|([a-z])([0-9])/g, "$1$3-$2$4").toLowerCase();
  return {
    name: "one-file-per-icon",
    enforce: "pre",
    transform(code, id) {
      if (!/\/app\/.*\.tsx?$/.test(id) || !code.includes('from "lucide-react"')) return null;
      const rewritten = code.replace(/import \{([^}]*)\} from "lucide-react";/g, (_all, list: string) => {
        const names = list.split(",").map((name) => name.trim()).filter((name) => name !== "" && !name.startsWith("type "));
        return names.map((name) => `import ${name} from "lucide-react/icons/${fileOf(name)}";`).join(" ");
      });
      return { code: rewritten, map: null };
    },
  };
}

export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [
    // While developing, Remix walks the server's modules through the client's resolver to find styles.
    command === "build" ? wall : null,
    oneFilePerIcon(),
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
