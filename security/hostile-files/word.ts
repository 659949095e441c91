import { deflateRawSync, gzipSync } from "node:zlib";
import { docxEntries, documentXml, makeDocx, makeZip, type MadeEntry, paragraph } from "#kb/ingest/testing/make-zip.ts";
import { type HostileFile, numbersFrom, randomBytes, text } from "./types.ts";

const PLAIN = paragraph("Refunds are paid within 30 days.");
const whole = makeDocx(PLAIN);
const REFERS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const withPart = (entry: MadeEntry) => () => makeDocx(PLAIN, { more: [entry] });
const withXml = (xml: string) => () => makeDocx("", { document: { content: xml } });
const filler = (length: number) => deflateRawSync(new Uint8Array(length).fill(32));

const bombs: HostileFile[] = [
  { name: "a document that unpacks to 100 times its size", make: () => makeDocx(paragraph(" ".repeat(50_000_000))), must: "refused" },
  { name: "a document that says 1,000 bytes and unpacks to 200 million", make: () => makeDocx("", { document: { content: "", packed: filler(200_000_000), says: { unpacked: 1_000, crc: 1 } } }), must: "refused" },
  { name: "a document of many parts, each under the ratio, together over the budget", make: () => makeDocx(PLAIN, { more: Array.from({ length: 40 }, (_, n) => ({ name: `word/footer${n}.xml`, content: `<x>${`${Buffer.from(randomBytes(n, 600)).toString("hex")}${" ".repeat(38_800)}`.repeat(50)}</x>` })) }), must: "refused" },
  { name: "a part that is never read unpacks to a gigabyte, says the zip", make: withPart({ name: "word/media/image1.png", content: "", packed: filler(1_000_000), says: { unpacked: 1_000_000_000 } }), must: "refused" },
  { name: "zips in zips", make: withPart({ name: "word/embeddings/a.zip", content: makeZip([{ name: "b.zip", content: makeZip([{ name: "c.zip", content: whole }]) }]) }), must: "read" },
  { name: "two files of the same bytes", make: () => makeZip([...docxEntries(PLAIN), { name: "word/footer1.xml", content: "", packed: new Uint8Array(), says: { offset: 0, packed: 400, unpacked: 4_000 } }]), must: "refused" },
  { name: "3,000 files", make: () => makeDocx(PLAIN, { more: Array.from({ length: 3_000 }, (_, n) => ({ name: `word/media/${n}.png`, content: "x", stored: true })) }), must: "refused" },
  { name: "65,535 files, says the zip", make: () => makeZip(docxEntries(PLAIN), { says: { count: 0xffff } }), must: "refused" },
];

const lol = (levels: number) => Array.from({ length: levels }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("");
const entities: HostileFile[] = [
  { name: "a billion laughs", make: withXml(documentXml(paragraph("&l9;"), `<!DOCTYPE x [<!ENTITY l0 "ha">${lol(9)}]>`)), must: "refused" },
  { name: "one long entity used often", make: withXml(documentXml(paragraph("&a;".repeat(50_000)), `<!DOCTYPE x [<!ENTITY a "${"a".repeat(50_000)}">]>`)), must: "refused" },
  { name: "an entity from a file", make: withXml(documentXml(paragraph("&x;"), `<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>`)), must: "refused" },
  { name: "an entity from the network", make: withXml(documentXml(paragraph("&x;"), `<!DOCTYPE x [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>`)), must: "refused" },
  { name: "a parameter entity", make: withXml(documentXml(PLAIN, `<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/d.dtd"> %p;]>`)), must: "refused" },
  { name: "a document type elsewhere", make: withXml(documentXml(PLAIN, `<!DOCTYPE x SYSTEM "http://127.0.0.1:9/d.dtd">`)), must: "refused" },
  { name: "an entity nobody knows", make: withXml(documentXml(paragraph("&nobody;"))), must: "refused" },
  { name: "a document type in the styles", make: () => makeZip(docxEntries(PLAIN).map((entry) => (entry.name === "word/styles.xml" ? { ...entry, content: `<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>` } : entry))), must: "refused" },
  { name: "100,000 paragraphs in one another", make: withXml(documentXml("<w:p>".repeat(100_000) + "</w:p>".repeat(100_000))), must: "refused" },
  { name: "tables in tables, 150 deep", make: withXml(documentXml("<w:tbl><w:tr><w:tc>".repeat(150) + PLAIN + "</w:tc></w:tr></w:tbl>".repeat(150))), must: "refused" },
  { name: "an element that is never closed", make: withXml(documentXml("<w:p>")), must: "refused" },
  { name: "no XML at all", make: () => makeDocx("", { document: { content: randomBytes(7, 5_000) } }), must: "refused" },
  { name: "an element with 100,000 attributes", make: withXml(documentXml(`<w:p ${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(" ")}/>${PLAIN}`)) },
  { name: "300,000 empty paragraphs", make: withXml(documentXml("<w:p/>".repeat(300_000) + PLAIN)) },
  { name: "a table of 20,000 columns", make: withXml(documentXml(`<w:tbl><w:tr>${`<w:tc>${PLAIN}</w:tc>`.repeat(20_000)}</w:tr></w:tbl>`)) },
  { name: "a document that is its own footnote", make: () => makeDocx(`<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>${PLAIN}`, { relationships: `<Relationship Id="r9" Type="${REFERS}/footnotes" Target="document.xml"/>` }) },
  { name: "markup in its words", make: () => makeDocx(paragraph("&lt;script&gt;evil(1)&lt;/script&gt; &lt;img src=x onerror=evil(2)&gt;")), must: "read", without: /(?<!\\)<(?:script|img)/ },
];

const names = [
  "../../../../tmp/evil.txt", "/etc/cron.d/evil", "C:\\evil.txt", "..\\..\\evil.txt", "word/../../evil.xml", "word/./document.xml", "word/\u0000evil.xml", "\\\\server\\share\\evil", `word/${"a".repeat(600)}.xml`, "word/document.xml",
].map((name): HostileFile => ({ name: `a file in the zip named ${JSON.stringify(name).slice(0, 40)}`, make: withPart({ name, content: "x" }), must: "refused" }));

const broken: HostileFile[] = [
  ...Array.from({ length: 12 }, (_, n): HostileFile => ({ name: `cut off after ${n + 1} thirteenths`, make: () => whole.slice(0, Math.floor((whole.length * (n + 1)) / 13)), must: "refused" })),
  ...Array.from({ length: 12 }, (_, n): HostileFile => ({
    name: `40 bytes changed at random, ${n}`,
    make: () => {
      const bytes = Uint8Array.from(whole);
      const next = numbersFrom(n);
      for (let change = 0; change < 40; change++) bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
      return bytes;
    },
  })),
  { name: "a part that asks for a password", make: withPart({ name: "word/header1.xml", content: "x", says: { flags: 1 } }), must: "refused" },
  { name: "a way of packing nobody knows", make: () => makeDocx(PLAIN, { document: { says: { method: 99 } } }), must: "refused" },
  { name: "a wrong sum", make: () => makeDocx(PLAIN, { document: { says: { crc: 1 } } }), must: "refused" },
  { name: "a part longer than the file", make: () => makeDocx(PLAIN, { document: { says: { packed: 0x7fffffff } } }), must: "refused" },
  { name: "a directory beyond the end", make: () => makeZip(docxEntries(PLAIN), { says: { directory: 0x7fffffff } }), must: "refused" },
  { name: "a directory of 4 GB", make: () => makeZip(docxEntries(PLAIN), { says: { directory: 0xffffffff } }), must: "refused" },
  { name: "a zip on several disks", make: () => makeZip(docxEntries(PLAIN), { says: { disk: 3 } }), must: "refused" },
  { name: "a name that is no UTF-8", make: withPart({ name: Uint8Array.of(0x77, 0xff, 0xfe), content: "x" }), must: "refused" },
  { name: "a program before the zip", make: () => makeZip(docxEntries(PLAIN), { before: text("MZ\u0000\u0000") }), must: "refused" },
];

const ACTIVE = /javascript:|evil|127\.0\.0\.1|file:|DDEAUTO/i;
const linked = (type: string, target: string, inner = PLAIN) => () => makeDocx(inner, { relationships: `<Relationship Id="rX" Type="${REFERS}/${type}" Target="${target}" TargetMode="External"/>` });
const active: HostileFile[] = [
  { name: "macros", make: withPart({ name: "word/vbaProject.bin", content: randomBytes(3, 9_000) }), must: "read" },
  { name: "a template from the network", make: linked("attachedTemplate", "http://127.0.0.1:9/evil.dotm"), must: "read", without: ACTIVE },
  { name: "an object from a file", make: linked("oleObject", "file:///etc/passwd"), must: "read", without: ACTIVE },
  { name: "an embedded object", make: withPart({ name: "word/embeddings/oleObject1.bin", content: randomBytes(4, 9_000) }), must: "read" },
  { name: "a picture from the network", make: linked("image", "http://127.0.0.1:9/evil.png", `${PLAIN}<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="rX"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`), must: "read", without: ACTIVE },
  { name: "a link that runs a script", make: linked("hyperlink", "javascript:evil(1)", `<w:p><w:hyperlink r:id="rX"><w:r><w:t>Refunds are paid here</w:t></w:r></w:hyperlink></w:p>`), must: "read", without: ACTIVE },
  { name: "a link to data", make: linked("hyperlink", "data:text/html,evil", `<w:p><w:hyperlink r:id="rX"><w:r><w:t>Refunds are paid here</w:t></w:r></w:hyperlink></w:p>`), must: "read", without: ACTIVE },
  { name: "a field that starts a program", make: () => makeDocx(`${PLAIN}<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\evil.exe</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`), must: "read", without: ACTIVE },
  { name: "a field that takes in a file", make: () => makeDocx(`${PLAIN}<w:p><w:fldSimple w:instr="INCLUDETEXT file:///etc/passwd"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>`), must: "read", without: ACTIVE },
  { name: "HTML taken in", make: () => makeDocx(`${PLAIN}<w:altChunk r:id="rX"/>`, { relationships: `<Relationship Id="rX" Type="${REFERS}/aFChunk" Target="chunk.html"/>`, more: [{ name: "word/chunk.html", content: "<script>evil(1)</script>" }] }), must: "read", without: ACTIVE },
];

const others: HostileFile[] = [
  { name: "a spreadsheet named .docx", fileName: "rules.docx", make: () => makeZip([{ name: "[Content_Types].xml", content: "<x/>" }, { name: "xl/workbook.xml", content: "<x/>" }]), must: "refused" },
  { name: "slides", make: () => makeZip([{ name: "[Content_Types].xml", content: "<x/>" }, { name: "ppt/presentation.xml", content: "<x/>" }]), must: "refused" },
  { name: "an OpenDocument text", make: () => makeZip([{ name: "mimetype", content: "application/vnd.oasis.opendocument.text", stored: true }, { name: "content.xml", content: "<x/>" }]), must: "refused" },
  { name: "a program for Java", make: () => makeZip([{ name: "META-INF/MANIFEST.MF", content: "x" }, { name: "A.class", content: "x" }]), must: "refused" },
  { name: "an empty zip", make: () => makeZip([]), must: "refused" },
  { name: "a Word document without a document", make: () => makeZip(docxEntries(PLAIN).slice(0, 4)), must: "refused" },
  { name: "a Word document without words", make: () => makeDocx("<w:p/>"), must: "refused" },
  { name: "a Word document packed once more", make: () => gzipSync(whole), must: "refused" },
];

export const WORD_FILES: readonly HostileFile[] = [...bombs, ...entities, ...names, ...broken, ...active, ...others];
