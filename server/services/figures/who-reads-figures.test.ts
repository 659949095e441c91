import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { canonicalText } from "./canonical-text.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Pages that show figures. What is decided, proposed, approved or sent reads the database itself. */
const MAY_READ = ["server/routers/dashboard.ts", "server/routers/analytics.ts"];
/** Who makes, closes and counts it, says how it is, and where it is defined. */
const MAY_HOLD = ["server/create-runtime.ts", "server/runtime.ts", "server/http/start-server.ts", "server/http/app.ts", "server/http/metrics.ts", "server/routers/system.ts", "server/services/figures/read-figure.ts"];

const sources = ["app", "server", "agents", "db", "bench", "scripts", "knowledge-base"].flatMap((folder) => {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
  } catch {
    return []; // a part of the product that is not built yet
  }
});
const code = sources.filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\//.test(path));

it("only pages read cached figures: no tool, proposal, approval, mail, job or command does", () => {
  expect(code.length).toBeGreaterThan(200);
  const readers = code.filter((path) => /services\/figures\/|figures\/read-figure|ports\/cache\/|\bfigureCache\b|\bFigureCache\b/.test(readFileSync(join(ROOT, path), "utf8")));
  const outside = readers.filter((path) => ![...MAY_READ, ...MAY_HOLD].includes(path) && !path.startsWith("server/ports/cache/"));
  expect(outside).toEqual([]);
  expect(readers).toContain("server/routers/dashboard.ts");
  // Those who hold it do not ask it.
  for (const path of MAY_HOLD.slice(0, -1)) expect(readFileSync(join(ROOT, path), "utf8"), path).not.toMatch(/figureCache\.read\(|\bfigure\(/);
});

it("equal questions have one text, different ones never the same", () => {
  expect(canonicalText({ b: 1, a: [{ d: undefined, c: null }] })).toBe(canonicalText({ a: [{ c: null }], b: 1 }));
  const different = [{ a: 1 }, { a: "1" }, { a: null }, {}, [], [null], "", '{"a":1}', ["a", 1], { a: [1] }, { a: new Date(0) }, { a: new Date(0).toISOString() }, { a: { date: new Date(0).toISOString() } }, true, "true", 0, -1, 1e21];
  expect(new Set(different.map(canonicalText)).size).toBe(different.length);
  for (const lost of [Number.NaN, Infinity, () => 1, new Map([[1, 2]]), Symbol("x"), 1n]) expect(() => canonicalText({ lost })).toThrow(TypeError);
});
