import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

/** What the reading process may use of Node. */
const ALLOWED = /^node:(?:fs|zlib)$/;

/** Lets nothing of Node into the reading process but what our own two files ask for. */
const nothingElse: Plugin = {
  name: "nothing-else-of-node",
  setup(plugged) {
    plugged.onResolve({ filter: /^node:/ }, ({ path, importer }) => {
      const ours = /[\\/]knowledge-base[\\/]ingest[\\/](?:confine|read-zip)\.ts$/.test(importer);
      return ours && ALLOWED.test(path) ? { path, external: true } : { path, namespace: "nothing" };
    });
    // Nor is there a page: a package that would ask it for the names of letters has them in a list as well.
    plugged.onLoad({ filter: /[\\/]index\.dom\.js$/ }, async ({ path }) => ({ contents: await readFile(path.replace(/\.dom\.js$/, ".js"), "utf8"), resolveDir: dirname(path) }));
    plugged.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "export default {};" }));
  },
};

let code: Promise<Uint8Array> | undefined;

/**
 * The reading process's program as one text, put together once for each run of the app. In one text, because the
 * process reads it from a pipe: so it needs no right to open any file.
 */
export function readerCode(): Promise<Uint8Array> {
  code ??= build({
    entryPoints: [fileURLToPath(new URL("./read-process.ts", import.meta.url))],
    bundle: true,
    write: false,
    // Packages' files for browsers ask nothing of Node.
    platform: "browser",
    format: "esm",
    target: "node20",
    legalComments: "none",
    logLevel: "silent",
    define: { global: "globalThis" },
    plugins: [nothingElse],
  }).then(({ outputFiles }) => (outputFiles[0] as { contents: Uint8Array }).contents);
  // What failed is tried again by the next.
  code.catch(() => (code = undefined));
  return code;
}
