import { makePayload } from "../payloads.ts";
import { type HostileFile, text } from "./types.ts";

const PAGE = "<p>Refunds are paid within 30 days.</p>";
const page = (inner: string) => () => text(`<!doctype html><html><head><title>Refunds</title></head><body>${PAGE}${inner}</body></html>`);
/** Markup, or a link that runs something, in Markdown made of a page. Words about them are escaped. */
const RUNS = /(?<!\\)<(?!https?:|mailto:|[^>]*@)[a-z!/?]|\]\((?:<)?\s*(?:javascript|vbscript|data):|!\[/i;

const scripts: HostileFile[] = Array.from({ length: 36 }, (_, n) => ({ name: `a page with payload ${n * 13}`, make: page(`<div>${makePayload(n * 13, "text")}</div>`), must: "read", without: RUNS }));

const deep: HostileFile[] = [
  { name: "200,000 elements in one another", make: page("<div>".repeat(200_000)), must: "refused" },
  { name: "201 elements in one another", make: page(`${"<div>".repeat(201)}x`), must: "refused" },
  { name: "100,000 letters in bold that never end", make: page("<b>".repeat(100_000)), must: "refused" },
  { name: "50,000 paragraphs that each open what was open", make: page("<p><b><i><u>".repeat(50_000)) },
  { name: "links and bold that cross 30,000 times", make: page("<a><b></a>".repeat(30_000)) },
  { name: "tables in tables, 5,000 deep", make: page("<table><tr><td>".repeat(5_000)) },
  { name: "20,000 words beside a table's cells", make: page(`<table>${"x<tr>".repeat(20_000)}</table>`) },
  { name: "a table of 20,000 columns", make: page(`<table><tr>${"<td>x".repeat(20_000)}</table>`) },
  { name: "a cell over a billion columns", make: page(`<table><tr><td colspan=1000000000 rowspan=1000000000>x</table>`) },
  { name: "an attribute of 3 million letters", make: page(`<p title="${"a".repeat(3_000_000)}">x`) },
  { name: "an element of 50,000 attributes", make: page(`<p ${Array.from({ length: 50_000 }, (_, n) => `a${n}=1`).join(" ")}>x`) },
  { name: "a comment that never ends", make: page(`<!--${"-".repeat(1_000_000)}`), must: "read" },
  { name: "500,000 names of letters", make: page("&notin;".repeat(200_000)) },
  { name: "names of letters that never end", make: page("&aaaaaaaa".repeat(100_000)) },
  { name: "templates in templates", make: page("<template>".repeat(10_000)) },
  { name: "lists in lists, 90 deep", make: page(`${"<ul><li>".repeat(90)}x`), must: "read" },
  { name: "300,000 line breaks", make: page("<br>".repeat(300_000)) },
  { name: "a million spaces in a paragraph", make: page(`<p>a${" ".repeat(1_000_000)}b`) },
  { name: "emphasis around nothing, 50,000 times", make: page("<em></em>".repeat(50_000)) },
  { name: "emphasis and letters in turns, 50,000 times", make: page("<em>a</em>_*".repeat(50_000)) },
  { name: "12 million letters", make: page("a ".repeat(6_000_000)), must: "refused" },
];

const active: HostileFile[] = [
  { name: "a page that moves on", make: page(`<meta http-equiv=refresh content="0;url=javascript:evil(1)">`) },
  { name: "another base", make: page(`<base href="javascript:evil(1)//"><a href="x">y</a>`) },
  { name: "a frame", make: page(`<iframe src="http://127.0.0.1:9/evil"></iframe>`) },
  { name: "a picture from the network", make: page(`<img src="http://127.0.0.1:9/evil.png" alt="A label">`) },
  { name: "a picture of data", make: page(`<img src="data:image/svg+xml,<svg onload=evil(1)>" alt="">`) },
  { name: "a drawing with a script", make: page(`<svg><script>evil(1)</script><a xlink:href="javascript:evil(2)"><text>y</text></a></svg>`) },
  { name: "mathematics with a script", make: page(`<math><mtext><mglyph><style><img src=x onerror=evil(1)></style></mglyph></mtext></math>`) },
  { name: "a link of many letters that runs", make: page(`<a href=" java\tscript:evil(1)">y</a><a href="&#106;avascript:evil(2)">y</a><a href="JAVASCRIPT&colon;evil(3)">y</a>`) },
  { name: "a film and a sound", make: page(`<video src="http://127.0.0.1:9/evil"></video><audio src="javascript:evil(1)"></audio>`) },
  { name: "an object", make: page(`<object data="javascript:evil(1)"></object><embed src="javascript:evil(2)"><applet code=evil></applet>`) },
  { name: "a form", make: page(`<form action="http://127.0.0.1:9/evil"><input value="evil"><button formaction="javascript:evil(1)">Go</button></form>`) },
  { name: "words nobody sees", make: page(`<p style="display:none">evil</p><p hidden>evil</p><p style="font-size:0">evil</p><p aria-hidden="true">evil</p>`) },
  { name: "markup in what is no markup", make: page(`<xmp><script>evil(1)</script></xmp><noscript><img src=x onerror=evil(2)></noscript><plaintext><script>evil(3)</script>`) },
].map((file): HostileFile => ({ ...file, must: "read", without: new RegExp(`${RUNS.source}|evil|127\\.0\\.0\\.1`, "i") }));

export const WEB_FILES: readonly HostileFile[] = [
  ...scripts,
  ...deep,
  ...active,
  { name: "a drawing", make: () => text(`<svg xmlns="http://www.w3.org/2000/svg"><script>evil(1)</script></svg>`), must: "refused" },
  { name: "a drawing with entities", make: () => text(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>`) },
  { name: "a page named .pdf", fileName: "rules.pdf", make: page(""), must: "read" },
  { name: "a page without words", make: () => text("<!doctype html><html><body><script>evil(1)</script></body></html>"), must: "refused" },
  { name: "XML with a billion laughs", make: () => text(`<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html><body><p>&b; refunds</p></body></html>`) },
];
