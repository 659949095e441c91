import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { tellKind } from "./tell-kind.ts";

const run = promisify(execFile);
const html = (text: string) => tellKind(Buffer.from(text));

test("a page is a page behind comments and a declaration, and comments alone are text", () => {
  expect(html("<!-- a --> <!-- b --><!doctype html><title>x</title>")).toBe("html");
  expect(html('<?xml version="1.0"?>\n<!-- a -->\n<html></html>')).toBe("html");
  expect(html("<!-- never closed <html>")).toBe("text");
  expect(() => html("<!-- drawn --><svg></svg>")).toThrow("picture");
});

/** What the main process looks at itself may not take long: it is told in a process that can be ended. */
test.each([
  ["comments that lead nowhere", "`${'<!---->'.repeat(N)}x`"],
  ["comments, then blanks", "`${'<!-- -->\\n'.repeat(N)}x`"],
  ["half-open comments", "'<!--'.repeat(N)"],
  ["brackets", "'[['.repeat(N)"],
  ["bars and blank lines", "'|\\n\\n'.repeat(N)"],
  ["dashes", "'---\\n'.repeat(N)"],
])("tells the kind of 9,000 %s without standing still", async (_words, text) => {
  const source = `
    import { tellKind } from "#kb/ingest/tell-kind.ts";
    const N = 9_000;
    try { console.log(tellKind(Buffer.from(${text}))); } catch (error) { console.log(String(error)); }`;
  const told = await run(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", source], { timeout: 45_000, killSignal: "SIGKILL" });
  expect(["text", "markdown"]).toContain(told.stdout.trim());
}, 60_000);
