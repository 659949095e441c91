import { expect, test } from "vitest";
import { readLink } from "./read-link.ts";

const ORIGIN = "https://desk.example";

test("pages of ours open by their path, other sites by their whole address", () => {
  expect(readLink("/orders?customer=5#b1", ORIGIN)).toEqual({ kind: "own", to: "/orders?customer=5#b1" });
  expect(readLink("https://desk.example/rows/revenue", ORIGIN)).toEqual({ kind: "own", to: "/rows/revenue" });
  expect(readLink("https://example.org/a?b=c", ORIGIN)).toEqual({ kind: "foreign", url: "https://example.org/a?b=c", host: "example.org" });
});

test("what looks like a path and is another site is another site", () => {
  for (const href of ["//evil.example/x", "/\\evil.example/x", "\\\\evil.example", "https:evil.example".replace("https:", "https://")]) {
    expect(readLink(href, ORIGIN)).toMatchObject({ kind: "foreign", host: "evil.example" });
  }
});

test.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "\u0001javascript:alert(1)", "data:text/html,x", "vbscript:x", "blob:https://desk.example/1", "file:///etc/passwd", "mailto:a@b.c", "https://desk.example@evil.example/", "http://[", "", undefined])(
  "%j leads nowhere",
  (href) => {
    expect(readLink(href, ORIGIN)).toEqual({ kind: "none" });
  },
);
