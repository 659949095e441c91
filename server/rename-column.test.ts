import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

/*
 * Types flow from the column to the page without anybody writing them down: the compiler is run over
 * the project with changed texts in memory, and has to find every place that shows the column.
 */

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const QUERY = "db/queries/orders/read-order.ts";
const PAGE = "app/routes/_app.orders.$number";

interface Change {
  file: string;
  from: RegExp;
  to: string;
}

/** Which of the query and the page's files have type errors when `changes` are made, without touching the disk. */
function findBrokenFiles(changes: Change[], earlier?: ts.Program): { broken: string[]; program: ts.Program } {
  const read = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => readFileSync(path, "utf8"));
  const config = ts.parseJsonConfigFileContent(read.config, ts.sys, ROOT);
  const options: ts.CompilerOptions = { ...config.options, incremental: false };
  delete options.tsBuildInfoFile;
  const host = ts.createCompilerHost(options);
  const original = host.readFile.bind(host);
  const parse = host.getSourceFile.bind(host);
  const changed = new Map(changes.map((change) => [join(ROOT, change.file), change]));
  const renamed = new Set<string>();
  host.readFile = (path) => {
    const text = original(path);
    const change = changed.get(path);
    if (!change || text === undefined) return text;
    const result = text.replace(change.from, change.to);
    if (result !== text) renamed.add(change.file);
    return result;
  };
  // Files that did not change are taken from the program before, which has parsed them already.
  host.getSourceFile = (path, ...rest) => (changed.has(path) ? undefined : earlier?.getSourceFile(path)) ?? parse(path, ...rest);
  const page = readdirSync(join(ROOT, PAGE)).filter((name) => /\.tsx?$/.test(name) && !name.includes(".test.")).map((name) => `${PAGE}/${name}`);
  const looked = [QUERY, ...page].map((file) => join(ROOT, file));
  const ambient = config.fileNames.filter((name) => name.endsWith(".d.ts"));
  const program = ts.createProgram([...looked, ...ambient], options, host);
  const broken = looked.filter((file) => program.getSemanticDiagnostics(program.getSourceFile(file)).length > 0).map((file) => relative(ROOT, file));
  expect([...renamed].sort(), "the texts to rename were found").toEqual(changes.map((change) => change.file).sort());
  return { broken, program };
}

const inSchema: Change = { file: "db/schema/catalogue.ts", from: /title: name\("title"\)/, to: 'heading: name("title")' };
const inQuery: Change = { file: QUERY, from: /title: albums\.title/g, to: "heading: albums.heading" };

it("renaming a column breaks the query that reads it, and what the query calls it breaks the page that shows it", { timeout: 300_000 }, () => {
  const before = findBrokenFiles([]);
  expect(before.broken).toEqual([]);
  expect(findBrokenFiles([inSchema], before.program).broken).toEqual([QUERY]);
  const after = findBrokenFiles([inSchema, inQuery], before.program).broken;
  expect(after).not.toContain(QUERY);
  expect(after.map((file) => dirname(file))).toContain(PAGE);
});
