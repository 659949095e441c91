import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import type { Pages } from "./app.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The finished build. Hashed files may be kept for a year, the others for an hour. */
export async function builtPages(): Promise<Pages> {
  const entry = join(ROOT, "build/server/index.js");
  if (!existsSync(entry)) throw new Error("The pages are not built yet: run `npm run build`, or start with `npm start`.");
  const build = (await import(pathToFileURL(entry).href)) as ServerBuild;
  const assets = express.Router();
  assets.use("/assets", express.static(join(ROOT, "build/client/assets"), { immutable: true, maxAge: "1y", index: false, fallthrough: false }));
  assets.use(express.static(join(ROOT, "build/client"), { maxAge: "1h", index: false, redirect: false }));
  return { build, assets, development: false };
}
