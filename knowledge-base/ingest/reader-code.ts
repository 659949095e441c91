import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

/** What the reading process may use of Node. */
const ALLOWED = /^node:(?:fs|zlib)$/;

/** Half of what reads, so that a process does not have to take in what it will not use: pdfjs is two thirds of all. */
export type ReaderPart = "pdf" | "other";
const NOT_IN: Readonly<Record<ReaderPart, RegExp>> = { pdf: /^\.\/read-(?:docx|html)\.ts$/, other: /^\.\/read-pdf\.ts$/ };

/** Lets nothing of Node into the reading process but what our own two files ask for, and of ours what its part needs. */
const nothingElse = (part: ReaderPart): Plugin => ({
  name: "nothing-else",
  setup(plugged) {
    plugged.onResolve({ filter: NOT_IN[part] }, ({ path }) => ({ path, namespace: "nothing" }));
    plugged.onResolve({ filter: /^node:/ }, ({ path, importer }) => {
      const ours = /[\\/]knowledge-base[\\/]ingest[\\/](?:confine|read-zip)\.ts$/.test(importer);
      return ours && ALLOWED.test(path) ? { path, external: true } : { path, namespace: "nothing" };
    });
    // Nor is there a page: a package that would ask it for the names of letters has them in a list as well.
    plugged.onLoad({ filter: /[\\/]index\.dom\.js$/ }, async ({ path }) => ({ contents: await readFile(path.replace(/\.dom\.js$/, ".js"), "utf8"), resolveDir: dirname(path) }));
    plugged.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "module.exports = {};" }));
  },
});

const codes = new Map<ReaderPart, Promise<Uint8Array>>();

/**
 * The reading process's program as one text, put together once for each run of the app and each part. In one text, because the
 * process reads it from a pipe: so it needs no right to open any file.
 */
export function readerCode(part: ReaderPart): Promise<Uint8Array> {
  const known = codes.get(part);
  if (known) return known;
  const made = putTogether(part);
  codes.set(part, made);
  // What failed is tried again by the next.
  made.catch(() => codes.delete(part));
  return made;
}

async function putTogether(part: ReaderPart): Promise<Uint8Array> {
  const { outputFiles } = await build({
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
    plugins: [nothingElse(part)],
  });
  return (outputFiles[0] as { contents: Uint8Array }).contents;
}
