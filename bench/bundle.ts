import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { absoluteFigure, type Figure } from "./measure.ts";

const CLIENT = new URL("../build/client/", import.meta.url);
const PAGE = ["root", "routes/_app", "routes/_app._index"];

interface Manifest {
  entry: { module: string; imports: string[] };
  routes: Record<string, { module: string; imports?: string[] }>;
}

/** P11: gzipped JavaScript that the dashboard loads before anything is clicked. Needs a build. */
export async function* benchBundle(): AsyncGenerator<Figure> {
  const assets = await readdir(new URL("assets/", CLIENT)).catch(() => []);
  const manifestFile = assets.find((name) => /^manifest-.*\.js$/.test(name));
  if (!manifestFile) throw new Error("There is no build to look at: run npm run build first.");
  const text = await readFile(new URL(`assets/${manifestFile}`, CLIENT), "utf8");
  const manifest = JSON.parse(text.replace(/^window\.__remixManifest=/, "").replace(/;\s*$/, "")) as Manifest;
  const files = new Set([`/assets/${manifestFile}`, manifest.entry.module, ...manifest.entry.imports]);
  for (const route of PAGE) {
    const { module, imports } = manifest.routes[route] ?? {};
    if (!module) throw new Error(`The build has no route ${route}.`);
    for (const file of [module, ...(imports ?? [])]) files.add(file);
  }
  let bytes = 0;
  for (const file of files) bytes += gzipSync(await readFile(new URL(`.${file}`, CLIENT)), { level: 9 }).length;
  yield* [absoluteFigure({ id: "P11 JavaScript of the dashboard", size: files.size, ours: bytes / 1000, equal: null, unit: "kB", note: "size: files" }, 120)];
}
