import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { expect, it } from "vitest";
import { plainWords } from "./plain-words.ts";

const kinds = (node: Nodes): string[] => [node.type, ...("children" in node ? node.children.flatMap(kinds) : [])];
const leads = (text: string) => kinds(fromMarkdown(`- ${text} [1]`)).filter((kind) => ["link", "linkReference", "definition", "image", "imageReference", "html", "code", "inlineCode", "heading", "blockquote"].includes(kind));

it.each([
  ["See [a [b](c)](//evil.example) and [x [y](z)](mailto:a@evil.example)"],
  ["![a](b)<img src=x> `code` <https://evil.example> [r]: //evil.example"],
  ["\\[a\\](//evil.example) &lt;b&gt; &#91;a&#93;(//evil.example)"],
  ["# Heading\n\n> said\n\n    code"],
])("%j says its words and leads nowhere", (text) => expect(leads(plainWords(text))).toEqual([]));

it("keeps the words, without the signs of Markdown and marks of an answer", () => {
  expect(plainWords("**Never** sell a *sealed* record for €1,500 [2] & more.")).toBe("Never sell a sealed record for €1,500 & more.");
  expect(plainWords("See [the list](https://shop.example/list), www.shop.example or https://shop.example.")).toBe("See the list, (address left out) or (address left out)");
});

it("leads nowhere, however it is nested", () => {
  const piece = fc.constantFrom("[", "]", "(", ")", "](", "[a](b)", "![", "<", ">", "<b>", "`", "```", "\n", "\\", "*", "_", "//evil.example", "mailto:a@b", "a", " ", "[r]: x", "&#91;", "#", "- ");
  fc.assert(fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => void expect(leads(plainWords(pieces.join("")))).toEqual([])), { numRuns: Number(process.env["RUNS"] ?? 25) * 20 });
});
